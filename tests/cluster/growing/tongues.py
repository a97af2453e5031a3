"""Two derailments that look alike and a vote, each told in several languages."""

HOLMBY = {
    "en": "A goods train derailed on the Karsten bridge near Holmby on Monday, and two wagons of grain "
    "fell into the Isla. Nobody was hurt, the railway office said. The line between Holmby and Port "
    "Elin will be closed until Friday.",
    "de": "Auf der Karsten-Brücke bei Holmby ist am Montag ein Güterzug entgleist, zwei Waggons mit "
    "Getreide stürzten in die Isla. Verletzt wurde niemand. Die Strecke zwischen Holmby und Port "
    "Elin bleibt bis Freitag gesperrt.",
    "es": "Un tren de mercancías descarriló el lunes en el puente Karsten, cerca de Holmby, y dos vagones "
    "de grano cayeron al río Isla. No hubo heridos. La línea entre Holmby y Port Elin estará cerrada "
    "hasta el viernes.",
    "fr": "Un train de marchandises a déraillé lundi sur le pont Karsten, près de Holmby, et deux wagons "
    "de céréales sont tombés dans l'Isla. Personne n'a été blessé. La ligne entre Holmby et Port "
    "Elin restera fermée jusqu'à vendredi.",
    "ru": "Грузовой поезд сошёл с рельсов в понедельник на мосту Карстен близ Холмби, два вагона с зерном "
    "упали в реку Исла. Никто не пострадал. Движение между Холмби и Порт-Элином закрыто до пятницы.",
    "zh": "周一，一列货运列车在霍姆比附近的卡斯滕大桥上脱轨，两节装满粮食的车厢坠入伊斯拉河。铁路局"
    "称无人受伤。霍姆比与埃林港之间的线路将关闭至周五。",
    "ar": "خرج قطار بضائع عن القضبان يوم الاثنين على جسر كارستن قرب هولمبي، وسقطت عربتان محملتان بالحبوب "
    "في نهر إيسلا. لم يصب أحد بأذى. سيظل الخط بين هولمبي وبورت إيلين مغلقا حتى يوم الجمعة.",
}

SELLOW = {
    "en": "A goods train left the rails on the Mirna viaduct outside Sellow on Saturday and spilled 40 "
    "tonnes of gravel on a road. The driver was taken to hospital with a broken arm, police in "
    "Sellow said. The road to Tarn is blocked.",
    "de": "Ein Güterzug ist am Samstag auf dem Mirna-Viadukt vor Sellow entgleist und hat 40 Tonnen "
    "Schotter auf eine Straße verschüttet. Der Lokführer kam mit gebrochenem Arm ins Krankenhaus. "
    "Die Straße nach Tarn ist gesperrt.",
    "es": "Un tren de mercancías se salió de la vía el sábado en el viaducto de Mirna, a las afueras de "
    "Sellow, y derramó 40 toneladas de grava sobre una carretera. El maquinista fue hospitalizado "
    "con un brazo roto.",
    "fr": "Un train de marchandises a quitté les rails samedi sur le viaduc de Mirna, près de Sellow, et a "
    "déversé 40 tonnes de gravier sur une route. Le conducteur a été hospitalisé avec un bras cassé.",
    "ru": "Грузовой поезд сошёл с рельсов в субботу на виадуке Мирна под Селловом, 40 тонн щебня "
    "высыпались на дорогу. Машиниста со сломанной рукой отвезли в больницу.",
    "zh": "周六，一列货运列车在塞洛郊外的米尔纳高架桥上出轨，40吨碎石洒落在公路上。司机手臂骨折，"
    "被送往医院。通往塔恩的道路被封锁。",
    "ar": "خرج قطار بضائع عن مساره يوم السبت على جسر ميرنا خارج سيلو وسقط 40 طنا من الحصى على طريق. نقل "
    "السائق إلى المستشفى بذراع مكسورة.",
}

VOTE = {
    "en": "Parliament in Dorrin rejected a new tax on sugar on Thursday by 71 votes to 64. Health minister "
    "Ana Brolik called the vote a gift to the drinks makers and said she would bring the bill again "
    "next year.",
    "de": "Das Parlament in Dorrin hat am Donnerstag eine neue Zuckersteuer mit 71 zu 64 Stimmen "
    "abgelehnt. Gesundheitsministerin Ana Brolik nannte die Abstimmung ein Geschenk an die "
    "Getränkehersteller.",
    "es": "El Parlamento de Dorrin rechazó el jueves un nuevo impuesto al azúcar por 71 votos contra 64. "
    "La ministra de Salud, Ana Brolik, calificó la votación de regalo a los fabricantes de bebidas.",
    "fr": "Le Parlement de Dorrin a rejeté jeudi une nouvelle taxe sur le sucre par 71 voix contre 64. La "
    "ministre de la Santé, Ana Brolik, a parlé d'un cadeau aux fabricants de boissons.",
    "ru": "Парламент Доррина в четверг отклонил новый налог на сахар: 71 голос против 64. Министр "
    "здравоохранения Ана Бролик назвала голосование подарком производителям напитков.",
    "zh": "多林议会周四以71票对64票否决了新的糖税。卫生部长安娜·布罗利克称这次投票是送给饮料制"
    "造商的礼物，并表示明年将再次提出该法案。",
    "ar": "رفض البرلمان في دورين يوم الخميس ضريبة جديدة على السكر بأغلبية 71 صوتا مقابل 64. ووصفت وزيرة "
    "الصحة آنا بروليك التصويت بأنه هدية لصانعي المشروبات.",
}
