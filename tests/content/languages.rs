//! One page in eleven languages: the layout decides, not the words.

use dehusk::{Extractor, Scorer};

/// One page in one language: title, three paragraphs, a heading, two items, and a menu.
struct Language {
    name: &'static str,
    title: &'static str,
    paragraphs: [&'static str; 3],
    heading: &'static str,
    items: [&'static str; 2],
    menu: [&'static str; 3],
    related: &'static str,
    teaser: &'static str,
    form: &'static str,
    imprint: &'static str,
}

const LANGUAGES: [Language; 11] = [
    Language {
        name: "English",
        title: "A new bridge over the river",
        paragraphs: [
            "The town council decided on Tuesday evening to build a new bridge over the river, because the old one can no longer carry the heavy lorries. Work is to begin next spring.",
            "The bridge will cost twelve million, half of which the government pays. For two years cars will have to take the way through the neighbouring village, where people fear the noise.",
            "The old bridge was opened a hundred years ago. It will be taken down stone by stone, and the stones will be used again for the wall along the bank.",
        ],
        heading: "What happens next",
        items: [
            "In March the trees on the bank will be felled.",
            "In April the foundations will be laid on both sides.",
        ],
        menu: ["Home", "Politics", "Sports"],
        related: "Related articles",
        teaser: "School gets a new roof",
        form: "Please enter your name",
        imprint: "Legal notice",
    },
    Language {
        name: "German",
        title: "Eine neue Brücke über den Fluss",
        paragraphs: [
            "Der Stadtrat hat am Dienstagabend beschlossen, eine neue Brücke über den Fluss zu bauen, weil die alte die schweren Lastwagen nicht mehr trägt. Die Arbeiten sollen im nächsten Frühjahr beginnen.",
            "Die Brücke wird zwölf Millionen kosten, die Hälfte davon zahlt das Land. Zwei Jahre lang müssen die Autos durch das Nachbardorf fahren, wo man sich vor dem Lärm fürchtet.",
            "Die alte Brücke wurde vor hundert Jahren eröffnet. Sie wird Stein für Stein abgetragen, und die Steine werden für die Mauer am Ufer wieder verwendet.",
        ],
        heading: "Wie es weitergeht",
        items: [
            "Im März werden die Bäume am Ufer gefällt.",
            "Im April werden auf beiden Seiten die Fundamente gelegt.",
        ],
        menu: ["Start", "Politik", "Sport"],
        related: "Ähnliche Artikel",
        teaser: "Schule bekommt ein neues Dach",
        form: "Bitte gib deinen Namen ein",
        imprint: "Impressum",
    },
    Language {
        name: "Russian",
        title: "Новый мост через реку",
        paragraphs: [
            "Городской совет во вторник вечером решил построить новый мост через реку, потому что старый больше не выдерживает тяжёлые грузовики. Работы должны начаться следующей весной.",
            "Мост обойдётся в двенадцать миллионов, половину из которых платит государство. Два года машинам придётся ездить через соседнюю деревню, где люди боятся шума.",
            "Старый мост открыли сто лет назад. Его разберут камень за камнем, и эти камни снова используют для стены вдоль берега.",
        ],
        heading: "Что будет дальше",
        items: ["В марте на берегу срубят деревья.", "В апреле с обеих сторон заложат фундамент."],
        menu: ["Главная", "Политика", "Спорт"],
        related: "Похожие статьи",
        teaser: "Школа получит новую крышу",
        form: "Введите ваше имя",
        imprint: "Выходные данные",
    },
    Language {
        name: "Arabic",
        title: "جسر جديد فوق النهر",
        paragraphs: [
            "قرر مجلس المدينة مساء الثلاثاء بناء جسر جديد فوق النهر، لأن الجسر القديم لم يعد يتحمل الشاحنات الثقيلة. ومن المقرر أن تبدأ الأعمال في الربيع القادم.",
            "سيكلف الجسر اثني عشر مليونا تدفع الحكومة نصفها. وستضطر السيارات طوال عامين إلى المرور عبر القرية المجاورة، حيث يخشى الناس من الضجيج.",
            "افتتح الجسر القديم قبل مئة عام. وسوف يفكك حجرا بعد حجر، ثم تستخدم الحجارة مرة أخرى في الجدار الممتد على طول الضفة.",
        ],
        heading: "ماذا سيحدث بعد ذلك",
        items: ["في مارس ستقطع الأشجار على الضفة.", "في أبريل ستوضع الأساسات على الجانبين."],
        menu: ["الرئيسية", "سياسة", "رياضة"],
        related: "مقالات ذات صلة",
        teaser: "المدرسة تحصل على سقف جديد",
        form: "يرجى إدخال اسمك",
        imprint: "بيانات النشر",
    },
    Language {
        name: "Hindi",
        title: "नदी पर नया पुल",
        paragraphs: [
            "नगर परिषद ने मंगलवार शाम को नदी पर एक नया पुल बनाने का निर्णय लिया, क्योंकि पुराना पुल अब भारी ट्रकों का बोझ नहीं उठा सकता। काम अगले वसंत में शुरू होना है।",
            "पुल पर एक करोड़ बीस लाख का खर्च आएगा, जिसका आधा सरकार देगी। दो साल तक गाड़ियों को पड़ोसी गाँव से होकर जाना पड़ेगा, जहाँ लोग शोर से डरते हैं।",
            "पुराना पुल सौ साल पहले खोला गया था। उसे पत्थर दर पत्थर हटाया जाएगा, और वे पत्थर किनारे की दीवार के लिए फिर से काम में लिए जाएँगे।",
        ],
        heading: "आगे क्या होगा",
        items: ["मार्च में किनारे के पेड़ काटे जाएँगे।", "अप्रैल में दोनों ओर नींव रखी जाएगी।"],
        menu: ["मुखपृष्ठ", "राजनीति", "खेल"],
        related: "संबंधित लेख",
        teaser: "स्कूल को नई छत मिली",
        form: "कृपया अपना नाम लिखें",
        imprint: "कानूनी सूचना",
    },
    Language {
        name: "Chinese",
        title: "河上将建新桥",
        paragraphs: [
            "市议会星期二晚上决定在河上修建一座新桥，因为旧桥已经承受不了重型卡车的重量。工程预计明年春天开始，届时两岸的道路也会一起重修。",
            "新桥将耗资一千二百万，其中一半由政府支付。在两年的时间里，汽车必须绕道邻近的村庄，那里的居民担心噪音会影响他们的生活。",
            "旧桥是一百年前开通的。它将被一块石头一块石头地拆除，这些石头以后会再次用来修建河岸边的围墙，让人们记住它的样子。",
        ],
        heading: "接下来会怎样",
        items: ["三月将砍伐河岸上的树木，清理施工场地。", "四月将在河的两边同时打下新桥的地基。"],
        menu: ["首页", "政治", "体育"],
        related: "相关文章",
        teaser: "学校换了新屋顶",
        form: "请输入您的姓名",
        imprint: "版权信息",
    },
    Language {
        name: "Japanese",
        title: "川に新しい橋がかかる",
        paragraphs: [
            "市議会は火曜日の夜、川に新しい橋をかけることを決めた。古い橋はもう重いトラックに耐えられないためである。工事は来年の春に始まる予定だ。",
            "橋の費用は千二百万で、その半分は政府が負担する。二年のあいだ、車は隣の村を通らなければならず、村の人々は騒音を心配している。",
            "古い橋は百年前に開通した。石を一つずつ取り外して解体し、その石は岸に沿った壁のためにもう一度使われることになっている。",
        ],
        heading: "これからの予定",
        items: [
            "三月には岸の木が切られることになっている。",
            "四月には両側で基礎の工事が始まる見込みだ。",
        ],
        menu: ["ホーム", "政治", "スポーツ"],
        related: "関連記事",
        teaser: "学校の屋根が新しくなる",
        form: "お名前を入力してください",
        imprint: "サイトについて",
    },
    Language {
        name: "Thai",
        title: "สะพานใหม่ข้ามแม่น้ำ",
        paragraphs: [
            "สภาเมืองตัดสินใจเมื่อเย็นวันอังคารว่าจะสร้างสะพานใหม่ข้ามแม่น้ำ เพราะสะพานเก่าไม่สามารถรับน้ำหนักรถบรรทุกหนักได้อีกต่อไป งานก่อสร้างจะเริ่มในฤดูใบไม้ผลิปีหน้า",
            "สะพานนี้จะใช้เงินสิบสองล้าน โดยรัฐบาลจ่ายครึ่งหนึ่ง เป็นเวลาสองปีที่รถยนต์จะต้องวิ่งผ่านหมู่บ้านใกล้เคียง ซึ่งผู้คนกลัวว่าจะมีเสียงดังรบกวน",
            "สะพานเก่าเปิดใช้เมื่อหนึ่งร้อยปีก่อน มันจะถูกรื้อออกทีละก้อนหิน และหินเหล่านั้นจะถูกนำกลับมาใช้สร้างกำแพงตามแนวตลิ่งอีกครั้งหนึ่ง",
        ],
        heading: "จะเกิดอะไรขึ้นต่อไป",
        items: ["ในเดือนมีนาคมจะมีการตัดต้นไม้ริมตลิ่งทั้งหมด", "ในเดือนเมษายนจะมีการวางฐานรากทั้งสองฝั่งแม่น้ำ"],
        menu: ["หน้าแรก", "การเมือง", "กีฬา"],
        related: "บทความที่เกี่ยวข้อง",
        teaser: "โรงเรียนได้หลังคาใหม่",
        form: "กรุณาใส่ชื่อของคุณ",
        imprint: "ข้อมูลทางกฎหมาย",
    },
    Language {
        name: "French",
        title: "Un nouveau pont sur la rivière",
        paragraphs: [
            "Le conseil municipal a décidé mardi soir de construire un nouveau pont sur la rivière, car l'ancien ne supporte plus les camions lourds. Les travaux doivent commencer au printemps prochain.",
            "Le pont coûtera douze millions, dont l'État paie la moitié. Pendant deux ans, les voitures devront passer par le village voisin, où les habitants craignent le bruit.",
            "L'ancien pont a été ouvert il y a cent ans. Il sera démonté pierre par pierre, et les pierres serviront de nouveau pour le mur le long de la berge.",
        ],
        heading: "Ce qui se passe ensuite",
        items: [
            "En mars, les arbres de la berge seront abattus.",
            "En avril, les fondations seront posées des deux côtés.",
        ],
        menu: ["Accueil", "Politique", "Sport"],
        related: "Articles similaires",
        teaser: "L'école reçoit un nouveau toit",
        form: "Veuillez saisir votre nom",
        imprint: "Mentions légales",
    },
    Language {
        name: "Spanish",
        title: "Un puente nuevo sobre el río",
        paragraphs: [
            "El ayuntamiento decidió el martes por la noche construir un puente nuevo sobre el río, porque el viejo ya no soporta los camiones pesados. Las obras empezarán la próxima primavera.",
            "El puente costará doce millones, de los que el gobierno paga la mitad. Durante dos años los coches tendrán que pasar por el pueblo vecino, donde la gente teme el ruido.",
            "El puente viejo se abrió hace cien años. Lo desmontarán piedra a piedra, y las piedras servirán otra vez para el muro que sigue la orilla.",
        ],
        heading: "Qué pasará después",
        items: [
            "En marzo se talarán los árboles de la orilla.",
            "En abril se pondrán los cimientos en ambos lados.",
        ],
        menu: ["Inicio", "Política", "Deportes"],
        related: "Artículos relacionados",
        teaser: "La escuela estrena tejado nuevo",
        form: "Escribe aquí tu nombre",
        imprint: "Aviso legal",
    },
    Language {
        name: "Korean",
        title: "강 위에 놓이는 새 다리",
        paragraphs: [
            "시의회는 화요일 저녁 강 위에 새 다리를 놓기로 결정했다. 오래된 다리가 더는 무거운 트럭을 견디지 못하기 때문이며, 공사는 내년 봄에 시작될 예정이다.",
            "다리를 놓는 데 천이백만이 들고 그 절반은 정부가 낸다. 두 해 동안 자동차는 이웃 마을을 지나가야 하는데, 그곳 사람들은 소음을 걱정하고 있다.",
            "오래된 다리는 백 년 전에 열렸다. 돌을 하나씩 들어내어 허물고, 그 돌은 강가를 따라 쌓을 담에 다시 쓰이게 된다.",
        ],
        heading: "앞으로 일어날 일",
        items: [
            "삼월에는 강가의 나무를 모두 베어 낸다.",
            "사월에는 양쪽에서 다리의 기초를 놓는다.",
        ],
        menu: ["처음", "정치", "스포츠"],
        related: "관련 기사",
        teaser: "학교 지붕을 새로 얹다",
        form: "이름을 입력하세요",
        imprint: "발행 정보",
    },
];

fn page_in(language: &Language) -> String {
    let Language { title, paragraphs, heading, items, menu, .. } = language;
    let Language { related, teaser, form, imprint, .. } = language;
    format!(
        "<body><div class=menu><ul><li><a href=/1>{}</a></li><li><a href=/2>{}</a></li>
         <li><a href=/3>{}</a></li></ul></div>
         <div class=post><h1>{title}</h1><p>{}</p><p>{}</p><h2>{heading}</h2>
         <ul><li>{}</li><li>{}</li></ul><p>{}</p></div>
         <div class=related><h3>{related}</h3><ul><li><a href=/4>{teaser}</a></li></ul></div>
         <div id=respond><form><p>{form}</p><input></form></div>
         <footer><a href=/5>{imprint}</a></footer></body>",
        menu[0], menu[1], menu[2], paragraphs[0], paragraphs[1], items[0], items[1], paragraphs[2],
    )
}

fn verdicts(scorer: Scorer, language: &Language) -> Vec<bool> {
    let page = Extractor::new().scorer(scorer).extract(&page_in(language)).unwrap();
    page.blocks().map(|block| block.is_content()).collect()
}

/// The blocks of the page, in its order: menu, title, two paragraphs, heading, two items,
/// paragraph, heading and teaser of related articles, form, imprint.
const CONTENT: std::ops::Range<usize> = 4..10;

#[test]
fn the_same_page_is_judged_alike_in_every_language() {
    for scorer in [Scorer::Model, Scorer::Density] {
        let english = verdicts(scorer, &LANGUAGES[0]);
        assert_eq!(english.len(), 14);
        assert!(english[CONTENT].iter().all(|kept| *kept), "{scorer:?} {english:?}");
        let clutter = english[..3].iter().chain(&english[CONTENT.end..]);
        assert!(clutter.into_iter().all(|kept| !kept), "{scorer:?} {english:?}");
        for language in &LANGUAGES {
            assert_eq!(verdicts(scorer, language), english, "{scorer:?} {}", language.name);
        }
    }
}

#[test]
fn the_headline_is_known_in_every_language() {
    for language in &LANGUAGES {
        let html = page_in(language);
        let page = dehusk::Extractor::new().title(dehusk::Title::Include).extract(&html).unwrap();
        let block = page.blocks().nth(3).unwrap();
        assert_eq!(block.verdict().decided_by, dehusk::DecidedBy::Title, "{}", language.name);
        assert_eq!(page.text().lines().next(), Some(block.text()), "{}", language.name);
        let lines = page.text();
        let repeated = lines.lines().filter(|line| *line == block.text());
        assert_eq!(repeated.count(), 1, "{}", language.name);
    }
}
