//! The names of months.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Names by month, January first, in lower case: full names, the forms they take behind a day, and
/// abbreviations. English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Czech,
/// Russian, Ukrainian, Turkish, Swedish, Danish, Norwegian, Finnish, Hungarian, Romanian, Greek,
/// Indonesian, Arabic and Hindi. A name that means different months in different languages is
/// left out.
const MONTHS: [&str; 12] = [
    "january jan januar jänner januari janvier janv enero ene gennaio gen janeiro styczeń stycznia \
     sty leden ledna январь января янв січень січня січ ocak oca tammikuu tammikuuta január jan \
     ianuarie ιανουάριος ιανουαρίου ιαν يناير जनवरी",
    "february feb februar feber februari février févr fév fevrier febrero febbraio febb fevereiro \
     fev luty lutego lut únor února февраль февраля фев лютий лютого şubat şub helmikuu helmikuuta \
     február febr februarie φεβρουάριος φεβρουαρίου φεβ فبراير फरवरी फ़रवरी",
    "march mar märz mär mrz maart mrt mars marzo março marzec marca březen března март марта мар \
     березень березня бер mart marts maaliskuu maaliskuuta március márc martie μάρτιος μαρτίου μαρ \
     maret مارس मार्च",
    "april apr avril avr abril abr aprile kwiecień kwietnia kwi duben dubna апрель апреля апр \
     квітень квітня квіт nisan nis huhtikuu huhtikuuta április ápr aprilie απρίλιος απριλίου απρ \
     أبريل ابريل अप्रैल",
    "may mai mayo maggio mag maio mei maj maja květen května май мая травень травня трав mayıs \
     toukokuu toukokuuta május máj μάιος μαΐου μαι مايو मई",
    "june jun juni juin junio giugno giu junho czerwiec czerwca cze červen června июнь июня июн \
     червень червня черв haziran haz kesäkuu kesäkuuta június jún iunie ιούνιος ιουνίου ιουν يونيو \
     जून",
    "july jul juli juillet juil julio luglio lug julho lipiec lipca lip červenec července июль июля \
     июл липень липня лип temmuz tem heinäkuu heinäkuuta július júl iulie ιούλιος ιουλίου ιουλ يوليو \
     जुलाई",
    "august aug août aout agosto ago augustus sierpień sierpnia sie srpen srpna август августа авг \
     серпень серпня серп ağustos ağu augusti elokuu elokuuta augusztus αύγουστος αυγούστου αυγ \
     agustus agu أغسطس अगस्त",
    "september sept sep septembre septiembre setiembre settembre sett set setembro wrzesień września \
     wrz září сентябрь сентября сен сент вересень вересня вер eylül eyl syyskuu syyskuuta \
     szeptember szept septembrie σεπτέμβριος σεπτεμβρίου σεπ سبتمبر सितंबर सितम्बर",
    "october oct oktober okt octobre octubre ottobre ott outubro out październik października paź \
     říjen října октябрь октября окт жовтень жовтня жовт ekim eki lokakuu lokakuuta október \
     octombrie οκτώβριος οκτωβρίου οκτ أكتوبر अक्टूबर",
    "november nov novembre noviembre novembro listopada ноябрь ноября ноя листопада лист kasım \
     marraskuu marraskuuta noiembrie νοέμβριος νοεμβρίου νοε نوفمبر नवंबर नवम्बर",
    "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro grudzień \
     grudnia gru prosinec prosince декабрь декабря дек грудень грудня груд aralık ara desember des \
     joulukuu joulukuuta decembrie δεκέμβριος δεκεμβρίου δεκ ديسمبر दिसंबर दिसम्बर",
];

static BY_NAME: LazyLock<HashMap<&str, u32>> = LazyLock::new(|| {
    let named = MONTHS.iter().zip(1..);
    named
        .flat_map(|(names, month)| names.split_whitespace().map(move |name| (name, month)))
        .collect()
});

/// The number of a month by its name, which is to be in lower case.
pub(super) fn month(name: &str) -> Option<u32> {
    BY_NAME.get(name).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_means_two_months() {
        let mut seen: HashMap<&str, u32> = HashMap::new();
        for (names, number) in MONTHS.iter().zip(1..) {
            for name in names.split_whitespace() {
                assert_eq!(*seen.entry(name).or_insert(number), number, "{name}");
                assert_eq!(name, name.to_lowercase());
                assert_eq!(month(name), Some(number));
            }
        }
    }
}
