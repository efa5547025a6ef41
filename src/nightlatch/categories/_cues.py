"""Words that speak for names, streets and companies in many languages; common ones only, typed in for this project.

They tell that a field holds names, never anything about whose. Words are in the form that
:func:`nightlatch.survey.wording._lower` gives: lower case, Arabic without hamza.
"""

from __future__ import annotations

from nightlatch.categories._towns import TOWNS
from nightlatch.survey.wordkernel import (
    CITY,
    COMPANY,
    COUNTRY,
    GIVEN,
    ORGANISATION,
    PARTICLE,
    PLACE,
    STOP,
    STREET,
    SURNAME,
    TITLE,
)

_GIVEN = """
james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald
steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric
jonathan stephen larry justin scott brandon benjamin samuel gregory alexander patrick frank raymond jack dennis jerry
tyler aaron jose adam nathan henry douglas zachary peter kyle noah ethan jeremy walter christian keith roger terry
austin sean gerald carl harold dylan arthur lawrence jordan jesse bryan billy bruce gabriel joe logan alan juan albert
willie elijah wayne randy vincent mason roy ralph bobby russell bradley philip eugene oliver harry charlie oscar leo
mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley
kimberly emily donna michelle carol amanda melissa deborah stephanie dorothy rebecca sharon laura cynthia amy kathleen
angela shirley brenda emma anna pamela nicole samantha katherine christine helen debra rachel carolyn janet maria
catherine heather diane olivia julie joyce victoria ruth virginia lauren kelly christina joan evelyn judith andrea
hannah megan cheryl jacqueline martha madison teresa gloria sara janice ann kathryn abigail sophia frances jean alice
judy isabella julia grace amber denise danielle marilyn beverly charlotte natalie theresa diana brittany doris kayla
alexis lori marie tiffany tammy dawn erin kim tina crystal holly jasmine chloe lucy ella mia amelia freya alfie
hans peter klaus wolfgang jürgen dieter manfred uwe günter günther horst bernd karl heinz werner helmut gerhard
andreas stefan stephan thomas michael martin matthias markus christian jan tim lukas jonas leon finn felix maximilian
paul ben luca elias tobias sebastian florian philipp dominik fabian marcel rené sven torsten thorsten jens jörg ralf
rolf rainer reiner herbert otto fritz friedrich ernst kurt hermann walter willi siegfried josef johann johannes georg
ursula helga monika petra sabine renate karin brigitte ingrid erika gisela claudia susanne gabriele christa christine
hildegard elisabeth barbara heike andrea martina angelika birgit ute nicole anja stefanie katrin kathrin silke tanja
melanie sandra julia katharina lena lea hannah leonie marie sophie johanna franziska annette beate cornelia elke
jean pierre michel andré philippe rené louis alain jacques bernard marcel daniel roger robert claude christian guy
françois nicolas laurent frédéric julien sébastien thierry pascal olivier éric patrice gilles serge didier hugo lucas
antoine maxime alexandre mathieu guillaume benoît étienne xavier théo arthur gabriel raphaël jules mathis
jeanne marie françoise monique nathalie catherine isabelle jacqueline sylvie anne martine sandrine valérie christelle
véronique stéphanie céline aurélie camille manon léa chloé inès juliette louise margaux hélène brigitte chantal
josé antonio manuel francisco juan david javier carlos jesús daniel miguel alejandro rafael pedro ángel pablo sergio
fernando jorge luis alberto álvaro diego adrián raúl enrique ramón vicente andrés joaquín santiago eduardo víctor
roberto jaime mario ignacio alfonso salvador ricardo marcos emilio julián guillermo gabriel gonzalo hugo martín mateo
maría carmen josefa isabel dolores pilar teresa ana laura cristina marta francisca lucía antonia mercedes elena sara
paula raquel rosa juana rosario patricia beatriz irene andrea silvia encarnación rocío mónica alba montserrat sofía
gabriela valentina camila daniela fernanda ximena guadalupe verónica alejandra mariana leticia yolanda concepción
joão antónio antonio francisco carlos paulo pedro lucas luiz marcos luis gabriel rafael daniel marcelo bruno eduardo
felipe raimundo rodrigo manoel mateus andré fernando fábio leonardo gustavo guilherme leandro tiago anderson ricardo
márcio jorge sebastião alexandre roberto edson diego vitor sérgio cláudio matheus thiago geraldo adriano luciano júlio
ana francisca antônia adriana juliana márcia fernanda patrícia aline sandra camila amanda bruna jéssica letícia júlia
luciana vanessa mariana gabriela vera vitória larissa cláudia beatriz luana rita sônia renata eliane josefa simone
natália cristiane carla débora rosângela jaqueline rosa daniela aparecida marlene terezinha raimunda inês catarina
giuseppe giovanni antonio mario luigi francesco angelo vincenzo pietro salvatore carlo franco domenico bruno paolo
michele giorgio aldo sergio luciano andrea marco alessandro matteo lorenzo davide simone stefano roberto federico
luca fabio claudio massimo riccardo gianluca enrico alberto daniele leonardo tommaso edoardo filippo emanuele
giuseppina rosa angela giovanna teresa lucia carmela caterina francesca antonietta carla elena concetta rita margherita
franca paola giulia chiara sara martina valentina alessia silvia federica elisa ilaria giorgia alice aurora ginevra
jan johannes cornelis hendrik willem pieter gerrit jacobus petrus marinus daan sem bram thijs lars jeroen bas joost
ruben sander wouter maarten dirk kees henk piet johanna cornelia wilhelmina hendrika anneke marijke femke sanne
lotte fleur anouk roos esmee maaike ingrid joke truus
andrzej piotr krzysztof stanisław tomasz paweł józef marcin marek michał grzegorz jerzy tadeusz adam łukasz zbigniew
ryszard dariusz henryk mariusz kazimierz wojciech robert mateusz marian rafał jacek janusz mirosław maciej sławomir
jarosław kamil wiesław roman władysław jakub artur zdzisław edward mieczysław damian dawid przemysław sebastian
czesław leszek daniel waldemar szymon bartosz anna katarzyna małgorzata agnieszka krystyna barbara ewa elżbieta zofia
janina teresa joanna magdalena monika jadwiga danuta irena halina helena beata aleksandra marta dorota marianna
grażyna jolanta stanisława iwona karolina bożena urszula justyna renata alicja paulina sylwia natalia wanda agata
aneta izabela ewelina marzena wiesława genowefa patrycja kazimiera edyta stefania
aleksandr sergei sergey vladimir dmitri dmitry alexey aleksei andrei andrey mikhail nikolai nikolay ivan igor oleg
yuri viktor anatoly boris evgeny evgeniy maxim artem roman denis pavel konstantin olga natalia tatiana elena irina
svetlana ekaterina anastasia galina lyudmila marina yulia nadezhda ksenia daria oksana
александр сергей владимир дмитрий алексей андрей михаил николай иван игорь олег юрий виктор анатолий борис евгений
максим артем роман денис павел константин василий валерий григорий кирилл илья никита егор антон вадим петр степан
ольга наталья татьяна елена ирина светлана екатерина анастасия галина людмила марина юлия надежда ксения дарья оксана
мария анна валентина лариса вера любовь алла полина алена виктория кристина софья тамара нина зинаида раиса лидия
олександр сергій андрій микола володимир дмитро олексій юлія наталія тетяна ірина світлана катерина
γιώργος γεώργιος δημήτρης δημήτριος κώστας κωνσταντίνος γιάννης ιωάννης νίκος νικόλαος παναγιώτης βασίλης μαρία ελένη
αικατερίνη βασιλική σοφία αγγελική γεωργία δήμητρα ευαγγελία αναστασία
mehmet mustafa ahmet ali hüseyin hasan ibrahim ismail osman yusuf murat ömer ramazan halil süleyman abdullah mahmut
recep salih fatih kadir emre hakan adem kemal yaşar bekir musa metin orhan bayram serkan selim burak can deniz efe
fatma ayşe emine hatice zeynep elif meryem şerife sultan hanife merve zehra esra hacer özlem yasemin hülya melek
leyla büşra kübra gül gülsüm dilek songül sevgi tuğba derya ebru
mohammed muhammad mohamed mohammad ahmed ahmad mahmoud mustafa omar umar khalid hassan hussein hussain abdullah
abdul abdulrahman ibrahim yousef yusuf youssef said saeed salem nasser karim tariq bilal hamza imran usman ali amir
hamid jamal kamal rashid samir walid zaid fatima aisha khadija maryam mariam zainab layla leila nour noor amina
salma yasmin huda hala rania samira nadia farah
محمد احمد علي محمود حسن حسين مصطفي ابراهيم عبدالله عبد خالد عمر يوسف سعيد سالم ناصر كريم طارق حمزه عثمان امير حامد
جمال كمال رشيد سمير وليد زيد فاطمه عائشه خديجه مريم زينب ليلي نور امينه سلمي ياسمين هدي رانيا ساره نوره فهد سعود
عبدالعزيز عبدالرحمن سلطان فيصل تركي ماجد بندر رضا مهدي حسام
mahdi reza hossein amirhossein zahra maryam fatemeh
raj rahul amit rohit vijay sanjay anil sunil rajesh suresh ramesh mahesh manoj deepak ashok arjun vikram aditya rohan
karan ravi kumar priya pooja neha anjali sunita anita kavita rekha meena geeta lakshmi divya swati sneha shreya
aarav vivaan ananya diya ishaan lalita nisha preeti
wei fang na min jing li qiang lei jun yang yong yan jie tao ming chao xiuying ping gang guiying xiaoming
budi agus siti dewi sri eko dwi rina putri andi joko wahyu nurul rizki ayu indah
nguyen thi van duc minh anh huong linh thanh hoa tuan hung dung phuong thuy hai nam
hiroshi takashi kenji kazuo satoshi akira yuki haruto yuto sota takeshi makoto keiko yoko sachiko kazuko yumi tomoko
akiko naoko mayumi yuko aoi sakura hina yui
minjun seojun jiho jiwoo seoyeon minji jiyeon hyun jin soo young
lars anders johan erik per nils olof karl sven mikael fredrik magnus björn mats leif göran bengt lennart håkan
anna eva maria karin kristina lena kerstin sara emma malin jenny annika ulla birgitta margareta elin ida
ole kjell bjørn svein arne knut kåre odd tor hanne inger liv kari ingrid sigrid berit solveig
jens søren niels henrik lars morten rasmus mette kirsten hanne lene susanne karen
juhani timo matti kari mikko jari antti juha pekka markku heikki tuula anne päivi johanna minna sari riitta
jiří josef petr pavel martin tomáš jaroslav miroslav zdeněk václav michal františek jakub ondřej lukáš hana lenka
kateřina alena lucie věra jitka ludmila zuzana
istván lászló józsef jános zoltán sándor gábor ferenc attila péter tamás balázs zsolt andrás katalin erzsébet ilona
éva zsuzsanna ágnes judit krisztina mónika gyula imre
ion gheorghe vasile constantin nicolae mihai alexandru andrei ștefan cristian marius elena ioana mihaela andreea
dragan milan zoran goran nikola marko ivan stefan jovan miloš ana jelena milica dragana
kwame kofi amara chidi ngozi chinedu emeka olu tunde ade adebayo oluwaseun blessing fatou mamadou ibrahima ousmane
aminata thabo sipho nomvula zanele lerato themba wanjiru kamau otieno achieng
"""

_SURNAME = """
smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson
thomas taylor moore jackson martin lee perez thompson white harris sanchez clark ramirez lewis robinson walker young
allen king wright scott torres nguyen hill flores green adams nelson baker hall rivera campbell mitchell carter roberts
gomez phillips evans turner diaz parker cruz edwards collins reyes stewart morris morales murphy cook rogers gutierrez
ortiz morgan cooper peterson bailey reed kelly howard ramos kim cox ward richardson watson brooks chavez wood james
bennett gray mendoza ruiz hughes price alvarez castillo sanders patel myers long ross foster jimenez powell jenkins
perry russell sullivan bell coleman butler henderson barnes gonzales fisher vasquez simmons romero jordan patterson
alexander hamilton graham reynolds griffin wallace moreno west cole hayes bryant herrera gibson ellis tran medina
aguilar stevens murray ford castro marshall owens harrison fernandez mcdonald woods washington kennedy wells vargas
henry chen freeman webb tucker guzman burns crawford olson simpson porter hunter gordon mendez silva shaw snyder mason
dixon munoz hunt hicks holmes palmer wagner black robertson boyd rose stone salazar fox warren mills meyer rice schmidt
garza daniels ferguson nichols stephens soto weaver ryan gardner payne grant dunn kelley spencer hawkins arnold pierce
hansen peters santos hart bradley knight elliott cunningham duncan armstrong hudson carroll lane riley andrews alvarado
ray delgado berry perkins hoffman johnston matthews pena richards contreras willis carpenter lawrence sandoval
o'brien obrien o'connor oconnor byrne walsh mccarthy doyle gallagher fitzgerald macdonald clarke davies patel khan
müller schmidt schneider fischer weber meyer wagner becker schulz hoffmann schäfer koch bauer richter klein wolf
schröder neumann schwarz zimmermann braun krüger hofmann hartmann lange schmitt werner schmitz krause meier lehmann
schmid schulze maier köhler herrmann könig walter mayer huber kaiser fuchs peters lang scholz möller weiß jung hahn
schubert vogel friedrich keller günther frank berger winkler roth beck lorenz baumann franke albrecht schuster simon
ludwig böhm winter kraus schumacher krämer vogt stein jäger otto sommer groß seidel heinrich brandt haas schreiber graf
dietrich ziegler kuhn kühn pohl engel horn busch bergmann voigt sauer arnold wolff pfeiffer
martin bernard dubois thomas robert richard petit durand leroy moreau simon laurent lefebvre michel bertrand roux
vincent fournier morel girard andré lefèvre mercier dupont lambert bonnet françois martinez legrand garnier faure
rousseau blanc guérin muller henry roussel nicolas perrin morin mathieu clément gauthier dumont lopez fontaine
chevalier robin masson sanchez gérard nguyen boyer denis lemaire duval joly gautier roger roche roy noël meyer lucas
garcía rodríguez gonzález fernández lópez martínez sánchez pérez gómez martín jiménez ruiz hernández díaz moreno muñoz
álvarez romero alonso gutiérrez navarro torres domínguez vázquez ramos gil ramírez serrano blanco molina morales suárez
ortega delgado castro ortiz rubio marín sanz iglesias medina garrido cortés castillo santos lozano guerrero cano prieto
méndez cruz calvo gallego vidal león márquez herrera peña flores cabrera campos vega fuentes carrasco diez reyes
nieto aguilar pascual santana herrero lorenzo montero hidalgo giménez ibáñez ferrer durán santiago benítez vargas mora
silva santos oliveira souza sousa rodrigues ferreira alves pereira lima gomes ribeiro costa carvalho almeida martins
lopes soares fernandes vieira barbosa rocha dias nascimento andrade moreira nunes marques machado mendes freitas
cardoso ramos gonçalves santana teixeira araújo pinto azevedo correia cunha monteiro moura cavalcanti barros
rossi russo ferrari esposito bianchi romano colombo ricci marino greco bruno gallo conti mancini costa giordano rizzo
lombardi moretti barbieri fontana santoro mariani rinaldi caruso ferrara galli martini leone longo gentile martinelli
vitale lombardo serra coppola marchetti parisi villa conte ferraro ferri fabbri bianco marini grasso valentini messina
jong jansen vries bakker visser smit meijer boer mulder groot bos vos peters hendriks leeuwen dekker brouwer dijk
janssen dam berg beek maes jacobs mertens willems claes goossens wouters peeters
nowak kowalski kowalska wiśniewski wiśniewska wójcik kowalczyk kamiński kamińska lewandowski zieliński szymański
woźniak dąbrowski kozłowski jankowski mazur wojciechowski kwiatkowski krawczyk kaczmarek piotrowski grabowski pawłowski
ivanov ivanova petrov petrova smirnov smirnova kuznetsov kuznetsova popov popova sokolov volkov novikov morozov
иванов иванова петров петрова смирнов смирнова кузнецов кузнецова попов попова соколов соколова михайлов новиков
федоров морозов волков алексеев лебедев семенов егоров павлов козлов степанов николаев орлов андреев макаров никитин
захаров шевченко коваленко бондаренко ткаченко кравченко олийник шевчук коваль мельник
yılmaz kaya demir çelik şahin yıldız yıldırım öztürk aydın özdemir arslan doğan kılıç aslan çetin kara koç kurt özkan
şimşek polat korkmaz özcan erdoğan acar güneş aktaş yavuz
hussain hussein hassan ahmed ali khan malik sheikh rahman islam hossain chowdhury syed shah iqbal begum bibi akhtar
alvi qureshi siddiqui ansari mansour saleh haddad khoury najjar nasser
sharma verma gupta singh kumar patel reddy rao iyer nair menon das ghosh banerjee mukherjee chatterjee joshi mehta
desai kulkarni patil yadav mishra pandey tiwari chauhan agarwal jain kaur pillai naidu bose sinha choudhary
wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang deng han
feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei lu ding ren shen yao zhong cui tan
wong chan cheung lau leung ho kwok lam tsang chow yip
nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý nguyen tran pham hoang huynh phan
kim lee park choi jung kang cho yoon jang lim
sato suzuki takahashi tanaka watanabe ito yamamoto nakamura kobayashi kato yoshida yamada sasaki yamaguchi matsumoto
inoue kimura hayashi shimizu saito
andersson johansson karlsson nilsson eriksson larsson olsson persson svensson gustafsson pettersson jonsson hansson
hansen johansen olsen larsen andersen pedersen nilsen kristiansen jensen karlsen nielsen christensen rasmussen sørensen
korhonen virtanen mäkinen nieminen mäkelä hämäläinen laine heikkinen koskinen järvinen
novák nováková svoboda novotný novotná dvořák dvořáková černý černá procházka kučera veselý horák němec pokorný
nagy kovács tóth szabó horváth varga kiss molnár németh farkas balogh papp takács juhász
popescu ionescu popa radu dumitru stan stoica gheorghe rusu munteanu
jovanović petrović nikolić marković đorđević horvat kovačević babić marić novak
okafor adeyemi okonkwo mensah osei boateng diallo traoré coulibaly ndiaye diop keita dlamini nkosi ndlovu mokoena
παπαδόπουλος παπαδοπούλου βλάχος αγγελόπουλος νικολαΐδης γεωργίου δημητρίου
"""

_PARTICLE = """
de da do dos das del della di du la le los las van von der den ter ten vom zu zum zur bin ibn bint ben al el abu umm
st saint san y e af av och ap mac mc o d l der dem of bin binti ould u bn ter 't den op het über delos dela
بن بنت ابن ابو ام ال
"""
_TITLE = """
mr mrs ms miss dr prof professor sir dame lord lady rev jr sr ii iii iv phd md esq dds dvm cpa herr frau dipl ing med
univ mag msc bsc ba ma mba b.sc dott dottssa sig sigra sra srta don doña dona m mme mlle me monsieur madame hr fr dhr
mevr bay bayan dres гражданин hon capt lt col sgt gen
"""
_STREET = """
street st str road rd avenue ave av boulevard blvd bd lane ln drive dr court ct place pl square sq terrace ter way
highway hwy parkway pkwy circle cir crescent close trail trl alley plaza row walk mews grove gardens hill heights
loop pike turnpike freeway expressway crossing cove bend bypass canyon causeway center centers circles cliff cliffs
corner corners course courts coves creek crest crossroad curve dale dam divide drives estate estates extension
extensions fall falls ferry field fields flat flats ford fords forest forge forges fork forks fort garden gateway glen
glens green greens groves harbor harbors haven hills hollow inlet island islands isle junction junctions key keys knoll
knolls lake lakes land landing light lights loaf lock locks lodge mall manor manors meadow meadows mill mills mission
motorway mount mountain mountains neck orchard oval overpass park parks parkways pass passage path pines plain plains
plazas point points port ports prairie radial ramp ranch rapid rapids rest ridge ridges river roads route rue run shoal
shoals shore shores skyway spring springs spur spurs squares station stravenue stream streets summit throughway trace
track trafficway tunnel underpass union unions valley valleys via viaduct view views village villages ville vista walks
wall ways well wells
straße strasse weg platz allee gasse ring ufer damm chaussee steig pfad
rue chemin impasse allée quai cours ruelle faubourg
calle avenida avda paseo plaza carretera camino callejón pasaje ronda vial cuesta glorieta rambla urbanización calzada
privada cerrada circuito prolongación retorno diagonal peatonal corredor boulevard eje viaducto andador
rua avenida travessa praça alameda rodovia estrada largo beco quadra viela ladeira vila conjunto setor
via viale piazza corso vicolo strada largo contrada borgo rotonda incrocio stretto piazzale
straat laan plein kade gracht dijk singel steeg
ulica ul aleja al plac pl osiedle os
ул улица пр проспект пер переулок бульвар б-р наб набережная шоссе ш пл площадь проезд алл аллея тупик вул вулиця
провулок просп
οδός οδος λεωφόρος πλατεία
sokak sokağı sk cadde caddesi cad bulvarı bulvar mahallesi mah meydanı
شارع طريق جاده حي زقاق خيابان كوچه میدان
gatan vägen gata väg veien vegen vei gate vej gade katu tie kuja polku
utca út tér körút
ulice náměstí třída nábřeží
strada bulevardul aleea șoseaua str bd
jalan jl jln gang gg lorong
đường phố ngõ ngách hẻm
marg nagar chowk gali
"""
_PLACE = """
apt apartment suite ste floor fl unit room rm box po pobox p.o building bldg flat block blk dpo apo fpo psc lot level
haus hinterhaus og eg wohnung stock appartement bâtiment bat étage bp cedex cp piso puerta portal esc escalera bajo
colonia col edificio edif interior depto departamento apto bloco andar casa cep bairro interno scala
kv кв квартира д дом корп корпус стр строение г город обл область р-н район пос поселок село с деревня дер респ край
mieszkanie m lok kat daire no apt blok
oblast province prefecture county district municipality city town state kelurahan kecamatan rt rw phường quận huyện
مدينه محافظه منطقه مبني شقه ص.ب صندوق بريد استان شهر
"""
_COMPANY = """
oo inc incorporated llc llp lp ltd limited plc corp corporation co company gmbh ag kg kgaa ohg gbr ug mbh e.v stiftung
sarl sas sasu sa eurl snc sci s.a scop sl slu s.l cv sab rl s.r.l srl spa s.p.a sapa ltda eireli me epp s.a.
bv nv vof b.v ab oy oyj aps as asa a/s hf ehf ks sp zoo spółka s.k.a doo d.o.o dd ad ead ood eood sro s.r.o a.s kft bt
zrt nyrt ооо зао оао пао ао ип нко гуп муп тов тзов пп тоо şti aş ltd.şti anonim şirketi pt tbk sdn bhd pty pte pvt
private jsc ojsc cjsc pjsc fze llc sae kk k.k gk yk holding holdings group groupe gruppe grupo gruppo група группа
stowarzyszenie eg e.g ohg.mbh partg partgmbb
شركه شركت مؤسسه مجموعه
บริษัท
"""
_ORGANISATION = """
university college school academy institute hospital clinic bank ministry department agency bureau authority council
church foundation association society union federation committee commission court police army navy airlines airways
technologies technology solutions systems services service consulting partners associates industries international
enterprises logistics insurance energy media studios labs laboratories pharma pharmaceuticals motors foods restaurant
hotel store shop market supermarket museum library theater theatre club team fc sc sv universität hochschule schule
krankenhaus klinik bank sparkasse amt verein verband stadtwerke universidad colegio instituto banco ministerio
fundación asociación ayuntamiento restaurante universidade escola prefeitura università scuola ospedale banca comune
université école lycée hôpital banque mairie université universiteit ziekenhuis gemeente uniwersytet szkoła szpital
urząd университет институт школа больница банк завод фабрика компания министерство üniversitesi okulu hastanesi
bankası belediyesi جامعه بنك مدرسه مستشفي وزاره network networks software digital global trading construction
engineering manufacturing electronics automotive healthcare financial capital ventures investments properties realty
brothers bros sons daughters fils hermanos figli söhne gebrüder gebr zonen
"""
_STOP = """
the and for with without from into over und oder mit für ohne et ou avec pour sans y o con para sin com per dan
new old pro plus mini ultra super lite set kit pack box bottle bag case cover cable charger adapter wireless
bluetooth usb led lcd hd digital smart portable electric electronic steel plastic cotton leather wooden metal glass
paper rubber aluminum silicone organic premium deluxe classic original vintage modern basic standard advanced
professional ergonomic adaptive innovative integrated automated virtual vision shirt shoes shoe pants hat chair table
desk lamp phone laptop computer keyboard mouse screen monitor camera printer watch speaker headphones tablet
chicken beef pork fish cheese bread milk rice sugar salt oil water juice coffee tea wine beer soup salad sauce pizza
blue red yellow orange purple pink silver gold dark light pale deep medium navy olive teal cyan magenta
maroon indigo beige turquoise lavender crimson salmon khaki azure ivory
january february march july september october november december monday tuesday wednesday thursday
friday saturday sunday today total average count number code type status level error warning info debug pending active
inactive closed open new shipped returned paid failed success true false yes no none other unknown all
north south east west northern southern eastern western central upper lower
manager director engineer developer analyst officer assistant specialist coordinator administrator teacher nurse
accountant consultant supervisor technician designer architect clerk driver operator lawyer doctor scientist editor
sales marketing finance accounting hr it operations support research development management administration quality
security product project data software network database application system server client design engineering customer
season episode chapter volume part edition version series album remix live feat
festival cup championship league olympics tournament award prize act law treaty war battle river lake mount island
national international federal royal american european african asian german french british english spanish italian
history science mathematics physics chemistry biology geography art music education theory introduction principles
"""
_COUNTRY = """
afghanistan albania algeria argentina armenia australia austria azerbaijan bahrain bangladesh belarus belgium bolivia
bosnia botswana brazil brasil bulgaria cambodia cameroon canada chile china colombia congo croatia cuba cyprus czechia
denmark ecuador egypt estonia ethiopia finland france georgia germany deutschland ghana greece guatemala honduras
hungary iceland india indonesia iran iraq ireland israel italy italia jamaica japan jordan kazakhstan kenya kuwait
kyrgyzstan latvia lebanon libya lithuania luxembourg malaysia mali malta mexico méxico moldova mongolia morocco
mozambique myanmar namibia nepal netherlands nicaragua niger nigeria norway oman pakistan panama paraguay peru
philippines poland polska portugal qatar romania russia rwanda senegal serbia singapore slovakia slovenia somalia spain
españa sudan sweden switzerland syria taiwan tajikistan tanzania thailand tunisia turkey turkmenistan uganda ukraine
uruguay usa uzbekistan venezuela vietnam yemen zambia zimbabwe россия украина казахстан беларусь türkiye österreich
schweiz suisse zealand
"""


_FOLD = str.maketrans("ıёأإآىة", "iеااايه")  # as wordkernel._lower does


def _flagged(*pairs: tuple[str, int]) -> dict[str, int]:
    flags: dict[str, int] = {}
    for text, flag in pairs:
        for word in text.split():
            plain = word.replace("'", "").replace(".", "").translate(_FOLD)
            flags[plain] = flags.get(plain, 0) | flag
    return flags


WORDS = _flagged(
    (_GIVEN, GIVEN), (_SURNAME, SURNAME), (_PARTICLE, PARTICLE), (_TITLE, TITLE), (_STREET, STREET), (_PLACE, PLACE),
    (_COMPANY, COMPANY), (_ORGANISATION, ORGANISATION), (_STOP, STOP), (_COUNTRY, COUNTRY), (TOWNS, CITY),
)  # fmt: skip

# Endings of words: "Hauptstraße", "Storgatan", "Kalverstraat"; patronymics and family names of Slavic languages.
ENDINGS = _flagged(
    ("straße strasse strass str. weg platz allee gasse ring damm ufer straat laan plein gracht kade gatan "
     "vägen gata veien gate vej gade katu tie utca allé stieg markt berg chaussee promenade caddesi sokağı", STREET),
    ("ович овна евич евна ова ева ов ев ин ина ский ская енко чук дзе швили ян ич юк", SURNAME),
    ("sson ová wski ska ski poulos oğlu czyk shvili idze enko ović ević escu", SURNAME),
    ("πουλος ίδης άκης", SURNAME),
)  # fmt: skip
for _weak in ("ring", "berg", "markt", "tie", "gate", "gata", "gade", "kade", "weg"):  # too common in family names
    if _weak in {"berg", "tie", "markt", "ring"}:
        ENDINGS.pop(_weak, None)

# Two neighbouring Han characters.
PAIRS = _flagged(
    ("公司 株式 会社 會社 有限 集团 集團 合作 工厂 工廠 株會", COMPANY),
    ("大学 大學 银行 銀行 医院 醫院 病院 学校 學校 中学 中學 小学 小學 幼儿 委员 酒店 宾馆 餐厅 餐馆 超市 商店 "
     "传媒 科技 事务 研究 中心 协会 協会 学院 學院 政府 法院 大厦 商场 网络 信息 技术 教育 服务 管理 建设 工程 "
     "电子 实业 贸易 物流 事業 組合 财团 商会 部队 派出 分局 清真 网吧 公园 广场 车站 机场 地铁 饭店 茶馆 药店 "
     "诊所 监狱 寺庙 教堂 景区 市场 小区 社区 食堂 邮局", ORGANISATION),
    ("白色 黄色 金色 蓝色 绿色 红色 黑色 灰色 黄瓜 白菜 苹果 牛奶 面包 方便 石榴 马铃 金针 牛肉 羊肉 鸡肉 米饭 "
     "高级 高端 新款 时尚 经典 手机 电脑 汽车 牛仔 连衣 衬衫 手表 马桶 白酒 红酒 啤酒 毛衣 毛巾 石油 金属 钢铁 "
     "江苏 江西 安徽 河北 黑龙 云南 贵州 海南 武汉 成都 温州 苏州 常州 金融 房产 时间 时候 路线 路径 计划 方案 "
     "成功 成品 和平 张家 解决 管理 计算 项目", STOP),
    ("佐藤 鈴木 高橋 田中 伊藤 渡辺 渡邊 山本 中村 小林 加藤 吉田 山田 佐々 山口 松本 井上 木村 斎藤 斉藤 清水 "
     "山崎 阿部 森田 池田 橋本 石川 中島 前田 藤田 後藤 小川 岡田 長谷 村上 近藤 石井 遠藤 青木 坂本 福田 西村 "
     "太田 藤井 金子 岡本 藤原 三浦 中野 中川 原田 松田 竹内 小野 田村 中山 和田 石田 上田 内田 柴田 酒井 宮崎 "
     "横山 高木 安藤 宮本 大野 小島 谷口 今井 工藤 高田 増田 丸山 杉山 村田 大塚 新井 平野 河野 野口 武田 松井 "
     "千葉 菊地 佐野 木下 市川 水野 桜井 野村 菅原 吉川 伊東 津田 廣川 笹田", SURNAME),
    ("欧阳 上官 司马 司徒 诸葛 夏侯 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 东方 端木", SURNAME),
)  # fmt: skip

ADMIN = "省市区縣县州盟旗镇鎮乡乡村屯郷町都府県郡区區" + "시도군구읍면"
STREETS = "路街道巷弄号號楼樓栋幢室組组段胡同番丁目" + "동리로길호"

# First character of the commonest Han surnames: about 150 cover 85 % of people in China (census 2010 order, simplified
# and traditional forms).
HAN_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石"
    "廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟"
    "殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳"
    "張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧蕭蔣葉蘇魏呂盧鐘譚陸範賈韋鄒龍賀顧龔邵萬錢嚴湯溫莊聶魯歐關蘭畢寧"
    "买阿艾吾依努古木热帕麦玉库哈沙达卡塔欧司上诸阚娄时桂卜景戚"
)
HANGUL_SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄채원천방공"
    "현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용"
)
