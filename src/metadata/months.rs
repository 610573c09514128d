//! The names of months.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Names by month, January first, in lower case: full names, the forms they take after a day, and
/// abbreviations in the most common languages. A name that means different months in different
/// languages is left out of the less common one.
///
/// English, German, French, Spanish, Italian, Portuguese, Dutch, Afrikaans, Catalan, Galician,
/// Romanian, Albanian, Swedish, Danish, Norwegian, Icelandic, Finnish, Estonian, Latvian,
/// Lithuanian, Polish, Czech, Slovak, Slovene, Croatian, Serbian, Macedonian, Bulgarian, Russian,
/// Ukrainian, Belarusian, Greek, Hungarian, Turkish, Azerbaijani, Kazakh, Armenian, Georgian,
/// Hebrew, Arabic (three customs), Persian, Urdu, Hindi, Marathi, Bengali, Tamil, Telugu, Thai,
/// Indonesian, Malay, Filipino and Swahili.
const MONTHS: [&str; 12] = [
    "january jan januar jänner januari janvier janv enero ene gennaio gen janeiro styczeń \
     stycznia sty leden ledna январь января янв січень січня січ ocak oca tammikuu tammikuuta \
     január jan ianuarie ιανουάριος ιανουαρίου ιαν يناير जनवरी januarie jaanuar gener xaneiro \
     janar janúar januára januara januarja siječnja siječanj sausio janvāris janvārī студзеня \
     януари јануар јануара јануари қаңтар yanvar ינואר בינואר ژانویه جنوری জানুয়ারি ஜனவரி \
     జనవరి जानेवारी มกราคม հունվարի იანვარი",
    "february feb februar feber februari février févr fév fevrier febrero febbraio febb \
     fevereiro fev luty lutego lut únor února февраль февраля фев лютий лютого şubat şub \
     helmikuu helmikuuta február febr februarie φεβρουάριος φεβρουαρίου φεβ فبراير फरवरी \
     फ़रवरी veebruar febrer febreiro shkurt febrúar februára februara februarja veljače \
     veljača vasario februāris februārī лютага февруари фебруар фебруара фебруари ақпан \
     fevral פברואר בפברואר فوریه فروری شباط ফেব্রুয়ারি பிப்ரவரி ఫిబ్రవరి फेब्रुवारी \
     กุมภาพันธ์ փետրվարի თებერვალი pebrero",
    "march mar märz mär mrz maart mrt mars marzo março marzec marca březen března март марта \
     мар березень березня бер mart marts maaliskuu maaliskuuta március márc martie μάρτιος \
     μαρτίου μαρ maret مارس मार्च märts març marec marta ožujka ožujak kovo martā сакавіка \
     наурыз מרץ במרץ מרס במרס مارچ آذار মার্চ மார்ச் మార్చి มีนาคม մարտի მარტი marso machi",
    "april apr avril avr abril abr aprile kwiecień kwietnia kwi duben dubna апрель апреля апр \
     квітень квітня квіт nisan nis huhtikuu huhtikuuta április ápr aprilie απρίλιος απριλίου \
     απρ أبريل ابريل अप्रैल aprill aprila apríl apríla prill travnja travanj balandžio \
     aprīlis aprīlī красавіка април априла сәуір aprel אפריל באפריל آوریل اپریل أفريل نيسان \
     এপ্রিল ஏப்ரல் ఏప్రిల్ एप्रिल เมษายน ապրիլի აპრილი aprili",
    "may mai mayo maggio mag maio mei maj maja květen května май мая травень травня трав \
     mayıs toukokuu toukokuuta május máj μάιος μαΐου μαι مايو मई maig maí mája máje maijs \
     maijā svibnja svibanj gegužės траўня мај маја мамыр מאי במאי مه مئی أيار ماي মে மே మే \
     พฤษภาคม մայիսի მაისი",
    "june jun juni juin junio giugno giu junho czerwiec czerwca cze červen června июнь июня \
     июн червень червня черв haziran haz kesäkuu kesäkuuta június jún iunie ιούνιος ιουνίου \
     ιουν يونيو जून junie juuni juny xuño qershor júna junija jūnijs jūnijā lipnja lipanj \
     birželio чэрвеня юни јун јуна јуни маусым iyun יוני ביוני ژوئن جون جوان حزيران জুন ஜூன் \
     జూన్ มิถุนายน հունիսի ივნისი hunyo juna",
    "july jul juli juillet juil julio luglio lug julho lipiec lipca lip červenec července \
     июль июля июл липень липня лип temmuz tem heinäkuu heinäkuuta július júl iulie ιούλιος \
     ιουλίου ιουλ يوليو जुलाई julie juuli juliol xullo korrik júla júlí julija jula jūlijs \
     jūlijā srpnja srpanj liepos ліпеня юли јул јула јули шілде iyul יולי ביולי ژوئیه جولای \
     جولائی جويلية تموز জুলাই ஜூலை జూలై जुलै กรกฎาคม հուլիսի ივლისი hulyo julai",
    "august aug août aout agosto ago augustus sierpień sierpnia sie srpen srpna август \
     августа авг серпень серпня серп ağustos ağu augusti elokuu elokuuta augusztus αύγουστος \
     αυγούστου αυγ agustus agu أغسطس अगस्त agost gusht ágúst augusta avgust avgusta augusts \
     augustā kolovoza kolovoz rugpjūčio жніўня тамыз avqust אוגוסט באוגוסט اوت آگوست اگست أوت \
     غشت آب আগস্ট ஆகஸ்ட் ఆగస్టు ऑगस्ट สิงหาคม օգոստոսի აგვისტო agosti ogos",
    "september sept sep septembre septiembre setiembre settembre sett set setembro wrzesień \
     września wrz září сентябрь сентября сен сент вересень вересня вер eylül eyl syyskuu \
     syyskuuta szeptember szept septembrie σεπτέμβριος σεπτεμβρίου σεπ سبتمبر सितंबर सितम्बर \
     setembre shtator septembra septembris septembrī rujna rujan rugsėjo верасня септември \
     септембар септембра қыркүйек sentyabr ספטמבר בספטמבר سپتامبر ستمبر شتنبر أيلول \
     সেপ্টেম্বর செப்டம்பர் సెప్టెంబర్ सप्टेंबर กันยายน սեպտեմբերի სექტემბერი setyembre \
     septemba",
    "october oct oktober okt octobre octubre ottobre ott outubro out październik października \
     paź říjen října октябрь октября окт жовтень жовтня жовт ekim eki lokakuu lokakuuta \
     október octombrie οκτώβριος οκτωβρίου οκτ أكتوبر अक्टूबर oktoober tetor októbra oktobra \
     oktobris oktobrī spalio кастрычніка октомври октобар октобра қазан oktyabr אוקטובר \
     באוקטובר اکتبر اکتوبر অক্টোবর அக்டோபர் అక్టోబర్ ऑक्टोबर ตุลาคม հոկտեմբերի ოქტომბერი \
     oktubre oktoba",
    "november nov novembre noviembre novembro listopada ноябрь ноября ноя листопада лист \
     kasım marraskuu marraskuuta noiembrie νοέμβριος νοεμβρίου νοε نوفمبر नवंबर नवम्बर nëntor \
     nóvember novembra novembris novembrī studenoga studenog studeni lapkričio лістапада \
     ноември новембар новембра қараша noyabr נובמבר בנובמבר نوامبر نومبر نونبر নভেম্বর \
     நவம்பர் నవంబర్ नोव्हेंबर พฤศจิกายน նոյեմբերի ნოემბერი nobyembre novemba",
    "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro grudzień \
     grudnia gru prosinec prosince декабрь декабря дек грудень грудня груд aralık ara \
     desember des joulukuu joulukuuta decembrie δεκέμβριος δεκεμβρίου δεκ ديسمبر दिसंबर \
     दिसम्बर detsember desembre decembro dhjetor decembra decembris decembrī gruodžio снежня \
     декември децембар децембра желтоқсан dekabr דצמבר בדצמבר دسامبر دسمبر دجنبر ডিসেম্বর \
     டிசம்பர் డిసెంబర్ डिसेंबर ธันวาคม դեկտեմբերի დეკემბერი disyembre desemba disember",
];

static BY_NAME: LazyLock<HashMap<&str, u32>> = LazyLock::new(|| {
    let named = MONTHS.iter().zip(1..);
    named
        .flat_map(|(names, month)| names.split_whitespace().map(move |name| (name, month)))
        .collect()
});

/// The number of a month, by its name in lower case.
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
