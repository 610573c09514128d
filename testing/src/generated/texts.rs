//! What the generated pages say.

/// A teaser of another article.
#[derive(Clone, Copy, Debug)]
pub struct Teaser {
    pub headline: &'static str,
    pub summary: &'static str,
}

/// A reader's comment.
#[derive(Clone, Copy, Debug)]
pub struct Comment {
    pub name: &'static str,
    pub date: &'static str,
    pub text: &'static str,
}

/// All texts of one language.
#[derive(Debug)]
pub struct Language {
    pub code: &'static str,
    pub title: &'static str,
    pub by: &'static str,
    pub menu: [&'static str; 5],
    pub foot: &'static str,
    pub article: [&'static str; 5],
    /// The label above teasers.
    pub more: &'static str,
    pub teasers: [Teaser; 5],
    pub comments_heading: &'static str,
    pub comments: [Comment; 3],
}

const fn teaser(headline: &'static str, summary: &'static str) -> Teaser {
    Teaser { headline, summary }
}

const fn comment(name: &'static str, date: &'static str, text: &'static str) -> Comment {
    Comment { name, date, text }
}

pub static LANGUAGES: [Language; 8] = [
    Language {
        code: "en",
        title: "The ferry that waits for the baker",
        by: "By Nora Quill, 4 May 2023",
        menu: ["News", "Weather", "Sports", "Culture", "Contact"],
        foot: "All rights reserved by the editors of this page.",
        article: [
            "Every morning at ten to five the ferry at Stonewick stays at its pier for six minutes longer than the timetable allows. Nobody on board complains, because everybody knows who is missing.",
            "The baker of the island has to take his rolls across the water before the schools open. He has no boat of his own, and the oven does not care about timetables.",
            "Captain Holm says that the company has written to him twice about the delay. He answered both letters with a bag of rolls, and he has not heard from the office since.",
            "In winter the arrangement works the other way round. When ice covers the sound, the baker carries a lamp to the end of the pier so that the ferry can find its place in the dark.",
            "Next year a bridge will be opened two miles further north. The baker has already counted the minutes: it would take him half an hour longer than the boat, so he is going to stay with the ferry.",
        ],
        more: "More stories",
        teasers: [
            teaser(
                "Market hall gets a new roof",
                "The old beams were replaced over the winter, and traders hope to return to their stalls before Easter.",
            ),
            teaser(
                "Two goats stop the mountain railway",
                "Passengers had to walk the last mile on Saturday after the animals refused to leave the track.",
            ),
            teaser(
                "Library lends out tools from autumn",
                "Drills and ladders will be available for a week at a time, the council decided on Tuesday evening.",
            ),
            teaser(
                "Village choir looks for a tenor",
                "Rehearsals begin in September, and singers without experience are welcome to come along.",
            ),
            teaser(
                "Lighthouse keeper retires after forty years",
                "His successor is a machine that was installed in spring and has not missed a night so far.",
            ),
        ],
        comments_heading: "3 comments",
        comments: [
            comment(
                "Tom",
                "5 May 2023",
                "I took that boat for eleven years and never once minded the wait. The rolls were still warm when we landed.",
            ),
            comment(
                "Greta P.",
                "5 May 2023",
                "My grandmother told the same story about the milkman, so the habit must be older than the captain.",
            ),
            comment(
                "seagull77",
                "6 May 2023",
                "Will they keep running it once the bridge is there? I doubt that the company will pay for two crossings.",
            ),
        ],
    },
    Language {
        code: "de",
        title: "Das Stellwerk, in dem freitags Licht brennt",
        by: "Von Jette Brandmoor, 12. März 2022",
        menu: ["Nachrichten", "Wetter", "Sport", "Kultur", "Impressum"],
        foot: "Alle Rechte liegen bei der Redaktion dieser Seite.",
        article: [
            "Seit vierzig Jahren ist im alten Stellwerk kein Hebel mehr bewegt worden, und doch brennt dort jeden Freitag Licht. Dann trifft sich der Verein, der das Haus vor dem Abriss bewahrt hat.",
            "Angefangen hat alles mit einer Wette unter drei Lehrlingen. Wer es schaffte, alle Weichen in der richtigen Reihenfolge zu stellen, bekam den Schlüssel zum Dachboden.",
            "Auf dem Dachboden lagen die Fahrpläne der letzten sechzig Jahre, sauber nach Monaten geordnet. Keiner weiß, wer sie dort hinaufgetragen hat, denn im Dienstbuch steht davon nichts.",
            "Inzwischen kommen an manchen Abenden mehr als dreißig Leute. Sie hören den Alten zu, die erzählen, wie man eine Lokomotive am Klang erkennt, bevor sie um die Kurve biegt.",
            "Im Oktober beginnt der Umzug an die neue Strecke. Das Haus wird auf Rollen gesetzt, und an diesem Wochenende fahren auf der Linie keine Züge, auch wenn der Fahrplan etwas anderes sagt.",
        ],
        more: "Mehr zum Thema",
        teasers: [
            teaser(
                "Brücke am Hafen wird später fertig",
                "Weil der Stahl fehlt, rechnet die Stadt erst im kommenden Frühjahr mit der Eröffnung.",
            ),
            teaser(
                "Feuerwehr sucht Nachwuchs",
                "Nach dem Umzug in die neue Wache fehlen tagsüber vor allem Menschen, die in der Nähe arbeiten.",
            ),
            teaser(
                "Wochenmarkt zieht auf den Parkplatz",
                "Bis zum Herbst verkaufen die Händler ihre Waren hinter der Stadthalle, dann ist der Platz gepflastert.",
            ),
            teaser(
                "Unentschieden im Nachbarschaftsduell",
                "In einem zähen Spiel trennten sich die beiden Mannschaften am Samstag vor achthundert Zuschauern.",
            ),
            teaser(
                "Storchenpaar kehrt zurück",
                "Zum ersten Mal seit neun Jahren ist das Nest auf dem Schulhaus wieder bewohnt, meldet der Förster.",
            ),
        ],
        comments_heading: "Kommentare (3)",
        comments: [
            comment(
                "Karl H.",
                "13. März 2022",
                "Ich habe dort gelernt und kann bestätigen, dass die Fahrpläne schon damals oben lagen. Gefragt haben wir nie.",
            ),
            comment(
                "Weiche7",
                "13. März 2022",
                "Schöner Bericht, aber das Stellwerk ist älter als angegeben, es stand schon vor dem ersten Gleis.",
            ),
            comment(
                "Moni",
                "14. März 2022",
                "Wir waren am Freitag mit den Kindern da und mussten versprechen, nächste Woche wiederzukommen.",
            ),
        ],
    },
    Language {
        code: "fr",
        title: "Le moulin qui moud de nouveau",
        by: "Par Odile Verneuve, le 9 juin 2021",
        menu: ["Actualités", "Météo", "Sports", "Culture", "Contact"],
        foot: "Tous droits réservés à la rédaction de cette page.",
        article: [
            "Après trente ans de silence, le moulin de la Combe a recommencé à moudre du grain un matin de mai. Le meunier, qui n'avait jamais vu tourner la roue, a pleuré un peu.",
            "Il avait acheté la maison pour son jardin, sans savoir que la cave cachait encore deux meules entières. C'est un voisin de quatre-vingts ans qui lui a montré la trappe sous l'escalier.",
            "Pendant trois hivers, il a démonté, graissé et remonté chaque pièce avec l'aide des élèves du lycée technique. Les dessins manquaient, il a donc fallu les refaire d'après les traces d'usure.",
            "La rivière, elle, n'a pas changé. Elle apporte assez d'eau pour moudre d'octobre à juin, et en été le meunier répare les vannes ou dort à l'ombre du tilleul.",
            "La farine se vend le samedi devant la mairie. Elle est grise, elle sent la noisette, et il n'y en a jamais assez pour tout le monde, de sorte que les premiers arrivent avant le jour.",
        ],
        more: "À lire aussi",
        teasers: [
            teaser(
                "La piscine ouvrira en juillet",
                "Les travaux ont pris du retard, mais la municipalité promet une baignade avant les vacances scolaires.",
            ),
            teaser(
                "Trois brebis tuées au col",
                "Les éleveurs demandent des chiens supplémentaires, tandis que les randonneurs doivent rester sur les sentiers.",
            ),
            teaser(
                "Grève des cars jeudi",
                "Trois lignes sur cinq ne circuleront pas, selon la direction des transports du département.",
            ),
            teaser(
                "Le chapiteau s'envole",
                "Une rafale a emporté la toile dans la nuit, personne n'a été blessé et le spectacle est reporté.",
            ),
            teaser(
                "Une école sans cloche",
                "Les élèves de la vallée arrivent désormais quand ils veulent, pourvu qu'ils restent jusqu'à midi.",
            ),
        ],
        comments_heading: "Vos réactions",
        comments: [
            comment(
                "Lucette",
                "10 juin 2021",
                "Mon grand-père y portait son blé en charrette, il disait que l'on entendait la roue depuis le pont.",
            ),
            comment(
                "marcheur38",
                "10 juin 2021",
                "Nous sommes passés dimanche, le meunier nous a tout montré et nous sommes repartis avec deux kilos.",
            ),
            comment(
                "Hervé B.",
                "11 juin 2021",
                "Il faudrait maintenant restaurer le canal, sinon la prochaine crue emportera les vannes comme en 1987.",
            ),
        ],
    },
    Language {
        code: "es",
        title: "Los halcones del faro sin farero",
        by: "Por Inés Cortavientos, 21 de agosto de 2020",
        menu: ["Noticias", "Tiempo", "Deportes", "Cultura", "Contacto"],
        foot: "Todos los derechos reservados por la redacción de esta página.",
        article: [
            "El faro de Punta Salada no tiene farero desde hace doce años, pero en la torre sigue viviendo una familia de halcones. Ahora el ayuntamiento quiere abrir la escalera al público.",
            "Los vecinos no están de acuerdo entre ellos. Unos temen que los visitantes espanten a las aves, y otros recuerdan que los halcones llegaron cuando la torre estaba llena de gente.",
            "Una bióloga de la provincia pasó el verano en la casa del farero y contó cada vuelo. Su cuaderno dice que las aves salen siempre por el lado del mar, donde no hay ninguna ventana.",
            "Por eso propone que se suba solo por la tarde y en grupos de seis. A esa hora los halcones cazan lejos, y el viento cubre el ruido de los pasos en los escalones de hierro.",
            "Las obras empiezan después del verano. La lámpara no volverá a encenderse, salvo una noche al año, la de la fiesta del puerto, cuando también los pescadores apagan sus motores.",
        ],
        more: "Otras noticias",
        teasers: [
            teaser(
                "La lonja vuelve a abrir de madrugada",
                "Los pescadores recuperan el horario antiguo después de un año de pruebas que no convenció a nadie.",
            ),
            teaser(
                "Arde un pinar junto a la carretera",
                "Los bomberos controlaron el fuego en la tarde del martes y no hubo que lamentar heridos.",
            ),
            teaser(
                "Artesanos en el almacén de sal",
                "Los talleres ocuparán el antiguo edificio, que llevaba veinte años cerrado y con el tejado roto.",
            ),
            teaser(
                "El autobús de la sierra se salva",
                "La empresa mantendrá la línea los fines de semana gracias a la subvención de la provincia.",
            ),
            teaser(
                "Un coro de niños canta en la plaza",
                "El concierto del domingo reunió a más público que la verbena, según los organizadores.",
            ),
        ],
        comments_heading: "Comentarios",
        comments: [
            comment(
                "Paco M.",
                "22 de agosto de 2020",
                "Subí de niño con mi padre y los halcones ya estaban allí, nadie les hacía caso y ellos a nosotros tampoco.",
            ),
            comment(
                "salitre",
                "22 de agosto de 2020",
                "Lo que hace falta es arreglar el camino, porque así no llega ni el coche de la bióloga.",
            ),
            comment(
                "Rosa",
                "23 de agosto de 2020",
                "Me parece muy buena idea la de los grupos pequeños, ojalá la respeten también en agosto.",
            ),
        ],
    },
    Language {
        code: "ru",
        title: "Мост, который открыли раньше срока",
        by: "Автор: Вера Полозова, 3 апреля 2019 года",
        menu: ["Новости", "Погода", "Спорт", "Культура", "Контакты"],
        foot: "Все права принадлежат редакции этой страницы.",
        article: [
            "Пешеходный мост через Каменку открыли на два месяца раньше, чем обещали. Первыми по нему прошли школьники, которые всю зиму ездили на другой берег в объезд.",
            "Строители говорят, что помогла погода: лёд встал рано и держался до конца марта. Опоры ставили прямо со льда, и лодки для этого не понадобились.",
            "Старый мост простоял почти сто лет и пережил три наводнения. Его разобрали по доскам, и каждый житель мог взять одну на память, если приходил со своими гвоздями.",
            "Сначала новый мост хотели покрасить в синий цвет, как на эскизе. Потом на собрании решили, что зимой он должен быть виден издалека, и выбрали тёмно-красный.",
            "Осенью на мосту появятся фонари. Старые перила сохранили и поставили у библиотеки, где на них сушат велосипедные плащи и привязывают собак.",
        ],
        more: "Читайте также",
        teasers: [
            teaser(
                "Паром вернётся на линию",
                "Переправа заработает в понедельник, а пока жителей правого берега возят на катере спасателей.",
            ),
            teaser(
                "На проспекте высадили липы",
                "Деревья привезли из питомника ночью, чтобы не перекрывать движение на центральной улице.",
            ),
            teaser(
                "Музей ищет часовщика",
                "Работа требует терпения, говорят сотрудники: заводить приходится триста механизмов в день.",
            ),
            teaser(
                "Пекарня изменила рецепт батона",
                "Технологи убрали из теста сахар, и покупатели, по их словам, ничего не заметили.",
            ),
            teaser(
                "Хор ветеранов выступит в парке",
                "Концерт начнётся в шесть часов вечера, а в случае дождя слушателей примет зал школы.",
            ),
        ],
        comments_heading: "Комментарии",
        comments: [
            comment(
                "Степан",
                "4 апреля 2019",
                "Сам ходил по этому мосту с дочкой, держится крепко, только скользко утром, песком бы посыпать.",
            ),
            comment(
                "река",
                "4 апреля 2019",
                "Жалко старый мост, на нём мы с мужем познакомились, доску взяли и повесили над дверью.",
            ),
            comment(
                "Инженер",
                "5 апреля 2019",
                "Фонари обещали ещё весной, посмотрим, что будет к осени и будут ли они вообще гореть.",
            ),
        ],
    },
    Language {
        code: "pl",
        title: "Prom do Zalesia znów pływa",
        by: "Autorka: Halina Brzozak, 17 września 2018",
        menu: ["Wiadomości", "Pogoda", "Sport", "Kultura", "Kontakt"],
        foot: "Wszelkie prawa zastrzeżone przez redakcję tej strony.",
        article: [
            "Po sześciu latach przerwy prom w Zalesiu znów przewozi rowery, traktory i psy. Przeprawa trwa cztery minuty i nic nie kosztuje, bo tak postanowiła gmina.",
            "Stary prom zatonął przy brzegu podczas wiosennej powodzi i przez dwa lata sterczał z wody jak pomnik. Dopiero strażacy wyciągnęli go na łąkę, gdzie do dziś bawią się na nim dzieci.",
            "Nową łódź zbudowała stocznia, która zwykle robi tylko jachty. Szkutnik przyznaje, że nigdy nie projektował niczego, co ma unieść krowę, więc przyjechał i zważył jedną na miejscu.",
            "Przewoźnik mieszka po drugiej stronie rzeki i przychodzi na dzwonek. Kto chce przepłynąć, musi pociągnąć za sznur trzy razy, bo dwa razy oznacza, że przyjechał listonosz.",
            "Prom będzie kursował do pierwszego lodu. Zimą ma wrócić na brzeg, pod dach, który mieszkańcy dopiero zbudują, jeżeli do tego czasu zgodzą się co do jego koloru.",
        ],
        more: "Zobacz także",
        teasers: [
            teaser(
                "Dworzec z tymczasową kasą",
                "Podróżni będą z niej korzystać jeszcze przez całą zimę, poinformowała w środę kolej.",
            ),
            teaser(
                "Łosie na obwodnicy",
                "Kierowcy proszeni są o wolniejszą jazdę po zmroku, bo zwierzęta wychodzą na drogę.",
            ),
            teaser(
                "Szkoła ma wreszcie boisko",
                "Uczniowie ćwiczyli dotąd na korytarzu, a teraz mają do dyspozycji pełnowymiarowe boisko.",
            ),
            teaser(
                "Targ przenosi się za ratusz",
                "Sprzedawcy zyskają wodę i prąd, ale stracą miejsca parkingowe przed sklepami.",
            ),
            teaser(
                "Orkiestra szuka puzonu",
                "Instrument zniknął po sobotnim koncercie, a bez niego nie zabrzmi jubileuszowy marsz.",
            ),
        ],
        comments_heading: "Komentarze",
        comments: [
            comment(
                "Zbyszek",
                "18 września 2018",
                "Płynąłem w niedzielę z całą rodziną i psem, przewoźnik opowiada lepiej niż niejeden przewodnik.",
            ),
            comment(
                "rzeczna",
                "18 września 2018",
                "Szkoda, że nie ma tablicy z godzinami, czekaliśmy na brzegu prawie czterdzieści minut.",
            ),
            comment(
                "Marta W.",
                "19 września 2018",
                "Dach powinien być zielony, wtedy z drogi nikt go nie zobaczy i widok na rzekę zostanie.",
            ),
        ],
    },
    Language {
        code: "zh",
        title: "没有招牌的茶馆",
        by: "作者：林溪石 2021年11月8日",
        menu: ["新闻", "天气", "体育", "文化", "联系我们"],
        foot: "本页内容版权归编辑部所有。",
        article: [
            "城南的巷子里有一家茶馆，门口没有招牌，只有一把竹椅。每天清晨五点，第一壶水就烧开了，隔壁的面馆这时还没有点灯。",
            "来喝茶的多半是附近的老人，他们自己带杯子，也自己带故事。店主从不催人，一壶茶可以从早上喝到中午，中间只续三次水。",
            "前年巷子要拓宽，图纸上茶馆的位置画着一条人行道。老人们写了一封信，每个人都签了名，有人不会写字，就画了一只茶杯。",
            "工程师拿着信来喝了两天茶，第三天把图纸改了。人行道在茶馆门前拐了一个小弯，走过的人都会放慢脚步，看一看那把竹椅。",
            "现在茶馆留了下来，屋顶换了新瓦。茶钱还是两块，水还是井里的水，只是冬天的时候，门口多了一盏给早起的人照路的灯。",
        ],
        more: "相关阅读",
        teasers: [
            teaser("老桥加固工程完工", "施工队利用枯水期加固了桥墩，市民下周起可以重新步行过河。"),
            teaser(
                "图书室延长开放时间",
                "从下个月开始，图书室每晚开放到十点，周末还会增加讲故事活动。",
            ),
            teaser("菜市场搬到新址", "摊主们说新地方宽敞明亮，只是老顾客需要多走两条街才能到。"),
            teaser(
                "山路客车恢复运行",
                "因为塌方停开半年的班车本周三恢复，每天往返两趟，中途停靠五站。",
            ),
            teaser(
                "少年合唱团招收新团员",
                "报名的孩子不需要会看乐谱，只要愿意每个星期六上午来唱两个小时。",
            ),
        ],
        comments_heading: "读者评论",
        comments: [
            comment(
                "巷口老王",
                "2021-11-09",
                "我在那里喝了二十年的茶，店主的父亲也是这样，从来不催客人，真希望它一直开下去。",
            ),
            comment(
                "青瓦",
                "2021-11-09",
                "上个月专门坐火车去看过，竹椅还在，可惜那天下雨，没有坐成。",
            ),
            comment(
                "小满",
                "2021-11-10",
                "那位工程师应该得到表扬，现在肯为一家小店改图纸的人不多了。",
            ),
        ],
    },
    Language {
        code: "ja",
        title: "港の時計台がふたたび動き出す",
        by: "文：水無瀬かおる 2022年7月15日",
        menu: ["ニュース", "天気", "スポーツ", "文化", "お問い合わせ"],
        foot: "このページの権利はすべて編集部に属します。",
        article: [
            "港の時計台が、三十年ぶりに正しい時刻を知らせ始めた。針は長い間、四時十五分を指したままで、船乗りたちはそれを合図のように使っていた。",
            "修理を引き受けたのは、隣町で腕時計を直している職人である。大きな歯車は初めてだったが、仕組みは同じだと笑い、毎朝弁当を持って塔に登った。",
            "一番苦労したのは、海から吹く塩を含んだ風だったという。部品を一つずつ洗い、油を差し、布で包んでから、また同じ場所に戻していった。",
            "鐘の音が変わったのではないかと話す人もいる。職人によれば音は昔のままで、変わったのは聞く側の耳のほうだそうだ。",
            "来月からは週末に内部が公開される。階段は狭く、一度に登れるのは六人までだが、上の窓からは晴れた日に向こうの島まで見渡せる。",
        ],
        more: "関連記事",
        teasers: [
            teaser(
                "朝市の会場が変わります",
                "来春から屋根のある広場に移り、雨の日でも買い物ができるようになると市は説明している。",
            ),
            teaser(
                "白鳥が二千羽を超える",
                "調査を続ける愛好家によると、今年は湖に飛来した数がこれまでで最も多かった。",
            ),
            teaser(
                "古い映画館に週末の明かり",
                "閉館して十年になる建物で、当時の映写技師がもう一度機械を回すことになった。",
            ),
            teaser(
                "山の分校で最後の運動会",
                "児童は三人だけだったが、卒業生が全国から集まり、綱引きは日が暮れるまで続いた。",
            ),
            teaser(
                "路面電車の新型車両が到着",
                "深夜に港から運び込まれた車両は、試運転を終えて秋から市内を走る予定だ。",
            ),
        ],
        comments_heading: "コメント",
        comments: [
            comment(
                "かもめ",
                "2022年7月16日",
                "子どものころから止まったままだったので、動いているのを見て少し寂しい気もしました。",
            ),
            comment(
                "坂の上",
                "2022年7月16日",
                "職人さんに一度お会いしましたが、弁当の話ばかりで時計の話は最後まで聞けませんでした。",
            ),
            comment(
                "青い灯台",
                "2022年7月17日",
                "公開されたら孫を連れて行きます。階段が心配ですが、上からの景色を見せてやりたいのです。",
            ),
        ],
    },
];
