//! Pages that hold several articles in full: one that the page names is its content alone, an index
//! of them keeps all.

use dehusk::{DecidedBy, Extraction};

/// A title and two paragraphs in one language.
type Story = (&'static str, [&'static str; 2]);

const STORIES: [(&str, [Story; 3]); 3] = [
    (
        "en",
        [
            (
                "The ferry sails again after six years",
                [
                    "After six years the ferry at Holm carries bicycles, tractors and dogs again. The crossing takes four minutes and costs nothing, for so the council decided in the spring, against the advice of its treasurer.",
                    "The old boat sank at its pier during the flood and stuck out of the water for two years. The new one comes from a yard that otherwise builds yachts, and its builder weighed a cow before he drew the deck.",
                ],
            ),
            (
                "A clock that runs late on purpose",
                [
                    "The station clock of Elms has been five minutes slow since the winter, and it will stay so. The railway set it back because too many travellers slipped on the stairs while they ran for the evening train.",
                    "The station master says that nobody has missed a train since, for the trains are late as well. A second clock, on the platform, shows the right time to those who ask for it and have a ticket.",
                ],
            ),
            (
                "Eleven thousand keys on one wall",
                [
                    "In a former post office hang eleven thousand keys, and not one of them opens a door that still exists. The museum has no entrance fee and no lock, and its keeper sleeps in the room above.",
                    "Each of the keys has a paper label with the address of its door. Visitors walk along the walls and look for their street, and some of them stand in front of a nail for a long time.",
                ],
            ),
        ],
    ),
    (
        "de",
        [
            (
                "Das Stellwerk wird um neun Meter versetzt",
                [
                    "Seit vierzig Jahren ist im alten Stellwerk kein Hebel mehr bewegt worden, und doch brennt dort jeden Freitag Licht. Dann trifft sich der Verein, der das Haus vor dem Abriss bewahrt hat, mit allen, die helfen wollen.",
                    "Im Oktober beginnt der Umzug. Das Haus wird auf Rollen gesetzt, und an dem Wochenende fahren auf der Strecke keine Züge. Eine Zimmerei aus dem Nachbarort hat die Kosten auf die Hälfte dessen gerechnet, was die Bahn wollte.",
                ],
            ),
            (
                "Ein Backofen für das ganze Dorf",
                [
                    "In Oberlinde steht wieder ein Backofen auf dem Anger, und an jedem zweiten Samstag darf dort backen, wer will. Das Holz bringt die Gemeinde, den Teig bringt jeder selbst mit, und die Reihenfolge bestimmt das Los.",
                    "Gemauert haben ihn drei Rentner aus den Ziegeln der alten Schule. Sie haben zwei Sommer dafür gebraucht, weil sie den ersten Ofen wieder abreißen mussten: Er zog nicht, wenn der Wind aus Westen kam.",
                ],
            ),
            (
                "Der Bus, der auf Anruf kommt",
                [
                    "Seit März fährt im Tal ein kleiner Bus, der keinen Fahrplan hat. Wer mitfahren will, ruft an und steht eine halbe Stunde später an der Milchbank, an der früher die Kannen abgeholt wurden.",
                    "Am Steuer sitzen neun Freiwillige, die sich die Wochentage teilen. Der älteste von ihnen ist achtundsiebzig und hat vierzig Jahre lang Lokomotiven gefahren, was er allen Fahrgästen auch gern erzählt.",
                ],
            ),
        ],
    ),
    (
        "zh",
        [
            (
                "没有招牌的茶馆留了下来",
                [
                    "城南的巷子里有一家茶馆,门口没有招牌,只有一把竹椅。每天清晨五点,第一壶水就烧开了,隔壁的面馆这时还没有点灯。来喝茶的多半是附近的老人,他们自己带杯子,也自己带故事,一坐就是一个上午。",
                    "前年巷子要拓宽,图纸上茶馆的位置画着一条人行道。老人们写了一封信,每个人都签了名。工程师拿着信来喝了两天茶,第三天把图纸改了,人行道在茶馆门前拐了一个小弯,走过的人都会放慢脚步。",
                ],
            ),
            (
                "渡船在六年之后重新开航",
                [
                    "停了六年的渡船上个月重新开航,自行车、拖拉机和狗都可以上船。过一次河只要四分钟,而且不收钱,因为村里去年冬天开会时就是这样决定的,当时只有会计一个人表示反对。",
                    "旧船在一次春天的洪水里沉在岸边,船头露出水面整整两年。新船是一家平时只造游艇的船厂造的,造船的师傅为了画甲板,特地到村里来称了一头牛的重量,还顺便学会了喂牛。",
                ],
            ),
            (
                "十一万把钥匙挂在一面墙上",
                [
                    "在一座旧邮局里挂着许多钥匙,没有一把能打开今天还在的门。博物馆不收门票,也没有锁,看门的老人就住在楼上。每把钥匙都有一张纸条,上面写着那扇门的地址和交来钥匙的日子。",
                    "参观的人沿着墙走,寻找自己住过的那条街,有的人在一颗钉子前面站很久,什么也不说。从秋天开始,一个班的学生要给每一张纸条拍照,这样以后就可以按街道来查找了。",
                ],
            ),
        ],
    ),
];

fn page(language: &str, title: &str, address: &str, stories: &str) -> Extraction {
    let menu = "<nav><ul><li><a href=/a>A</a><li><a href=/b>B</a><li><a href=/c>C</a></ul></nav>";
    dehusk::extract(&format!(
        "<html lang={language}><title>{title}</title><link rel=canonical href='{address}'>
         <body>{menu}<main>{stories}</main><footer>Example</footer>"
    ))
}

fn written(template: &str, stories: &[Story]) -> String {
    let mut html = String::new();
    for (number, (title, [first, second])) in stories.iter().enumerate() {
        html += &template
            .replace("NUMBER", &number.to_string())
            .replace("TITLE", title)
            .replace("TEXT", &format!("<p>{first}</p><p>{second}</p>"));
    }
    html
}

fn holds(page: &Extraction, (_, [first, second]): &Story) -> [bool; 2] {
    let text = page.text();
    [first, second].map(|paragraph| text.contains(*paragraph))
}

const ARTICLES: &str = "<article><h1>TITLE</h1>TEXT</article>";
const ENTRIES: &str = "<div class=entry><h2><a href=https://example.org/story/NUMBER>TITLE</a></h2><div>TEXT</div></div>";

#[test]
fn the_article_that_the_page_names_is_its_content() {
    for (language, stories) in &STORIES {
        for template in [ARTICLES, ENTRIES] {
            for (number, own) in stories.iter().enumerate() {
                let address = format!("https://example.org/story/{number}");
                let page = page(language, own.0, &address, &written(template, stories));
                for story in stories {
                    let kept = story.0 == own.0;
                    assert_eq!(holds(&page, story), [kept; 2], "{language} {template} {}", story.0);
                }
                let by_unit = |block: &dehusk::Block<'_>| {
                    block.verdict().decided_by == DecidedBy::OtherArticle
                };
                assert!(page.blocks().filter(by_unit).count() >= 4);
            }
        }
    }
}

#[test]
fn an_address_names_it_as_well() {
    for (language, stories) in &STORIES {
        let html = written(ENTRIES, stories);
        let page = page(language, "Example", "https://example.org/story/1", &html);
        assert_eq!(stories.map(|story| holds(&page, &story)), [[false; 2], [true; 2], [false; 2]]);
    }
}

#[test]
fn an_index_keeps_all_of_them() {
    for (language, stories) in &STORIES {
        for template in [ARTICLES, ENTRIES] {
            let html = written(template, stories);
            let page = page(language, "Example", "https://example.org/", &html);
            assert_eq!(stories.map(|story| holds(&page, &story)), [[true; 2]; 3], "{template}");
        }
    }
}

#[test]
fn parts_of_one_article_are_no_articles() {
    for (language, [own, part, other]) in &STORIES {
        let html = format!(
            "<article><h1>{}</h1><p>{}</p><p>{}</p></article>
             <article><h2>{}</h2><p>{}</p><p>{}</p></article>
             <article><h1>{}</h1><div>{}</div><p>{}</p><p>{}</p></article>",
            own.0,
            own.1[0],
            own.1[1],
            part.0,
            part.1[0],
            part.1[1],
            part.0,
            own.0,
            other.1[0],
            other.1[1]
        );
        let page = page(language, own.0, "https://example.org/story/0", &html);
        let by_unit =
            |block: &dehusk::Block<'_>| block.verdict().decided_by == DecidedBy::OtherArticle;
        assert!(!page.blocks().any(|block| by_unit(&block)), "{language}");
    }
}
