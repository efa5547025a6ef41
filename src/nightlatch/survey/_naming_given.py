"""Common given names in Latin letters, beyond those by which the classifier knows columns of names.

One name alone has no column to help it, so more of them are needed. They say only that a segment could be a name, so
that it is not printed; nobody is looked up in them. Without accents, in lower case; typed in for this project.
"""

from __future__ import annotations

from nightlatch.survey.fieldnames import vocabulary

GIVEN = vocabulary("""
aadhya aage aarna aayush abbas abbie abdallah abdelaziz abdelkader abdelkarim abdellah abdelrahman abdulaziz
abdulhamit abdulkadir abdulkarim abdullahi abdur abeer abel abelardo abena abhay abhijit abhilash abhinav abhishek
abilio abimbola abiodun abraham achille ada adaeze adalberto adama adel adela adelaida adelaide adele adelina adenike
adham adil aditi adjoa adnan adolfo adrianna adrienn advik afaf afanasy afia afonso afra agafya agathe agnese agneta
agnia agostino agota agustin agustina ahlam ahn ahsen aicha aida aiden aika ailton aimee aino airi aishah aitor ajay
ajit akane akanksha akari akash akhil akif akihiko akihiro akiho akim akinyi akio akito akos akram aksel akshay
aksinya akua akwasi alaa alana alberta albin albina alcides alda aldina alec aled alejo aleks aleksa aleksandar
aleksander aleksandrs aleksey aleksi ales alessandra alessio alesya alev alevtina alex alexa alexandra alexandre
alexandria alexei alf alfred alfreda alfredo alia alicia alin alina alireza alisa alisha alison alissa aliyah aliz
alka alla allan allison alma almudena alois alojzy alok alonso alparslan alper alperen alphonse altair altan alyona
alyssa ama amal amalia amalie aman amani amar amarjeet amaya ambika ambra amedeo amelie amerigo aminu amir amirali
amisha amjad ammar amol amparo amrita amsterdamse anabel anabela anahi anais analyn anand ananda anant anas anastasiya
anastazja anastazy anatol anatoliy anaya anca andjela andrej andriy andzelika aneesh anett anfisa angelica angelina
angie anibal aniela aniket aniko anirudh anish anjana anju anke anki ankit ankita ankur annabel annalena annalisa
annamaria anneli annelie anneliese annelise annelore annemarie anni annica annie annikki anong anouck anselmo ansgar
anshul antal antara antje anton antonella antoni antonie antonin antonina antonino antony anuj anupam anupama anuradha
anurag anushka anwar anya aparna apinya apolline apolonia april apurva araceli aranka arash arata archana arda
ardeshir areej arezoo ariana arianna arief ariel arif arina ariyanto arkadiusz arkadiy arkady arlindo arman armando
arnaldo arnaud arnav arno aron arpad arseniy arseny artemiy arto arturo artyom arun aruna arvid arvind arwa arya aryan
aryani arzu asa asami asbjorn ascension asger asha ashish ashleigh ashraf ashwin ashwini asif asli aslihan asma asmaa
assane assia asta astrid asuka asuman asuncion ata atakan atef atefeh atharv atieno atif atilla atsuko atsushi attilio
aud audrey augustin augusto augustyn aurea aurel aurelia aurelien aurelio aurore autumn ava avinash awa axel axelle
ayaan ayah ayaka ayako ayame ayane ayano ayca aydan ayfer aygul ayhan aykut ayla aylin ayman aynur ayodele ayoub
aysegul aysel aysen aysun aytac ayten ayumi ayush azadeh azar azhar aziz aziza azize azubuike azucena babajide babak
babatunde babita bader badr badria baha bahadir bahar bahareh bahittin bahram balaji baldomero balint baltasar
baltazar bambang banafsheh bandar banu baptiste baraa baran barbora barbro baris barnabas barry bart bartek bartje
bartlomiej bartolomeo basak basel basem bashar basim basma bassam bassem bastien batoul bayan bayu beatrice beatrix
becky bedia bedri behnam behrooz behzad bela belen belgin belinda belma belmiro bence bendeguz benedek benedetta
benedetto benedicte benedikt benedita benedito benedykt bengta bengu beniamino benita benito benno bente berat beren
berend berenice berfin berk berkan berkay berna bernabe bernadet bernadeta bernadett bernadette bernardo bert berta
bertalan bertha bertil bethan bethany bettina beverley bhagwan bharat bharati bhaskar bhavana bhavesh bhavna bhupendra
bhushan biagio bianca bianka bijan bilge bill bimala binod birger birol birte bjarne blake blanca blanche blanka
blazej blazena bo boaz bob boban bodil bogdan bogdana boglarka boguslaw boguslawa bohdan bohumil bohumila bohuslav
bojan bojana bola bolanle bolek boleslaw bonnie boonsri bora borbala borge borislav borys bouchra boutros brad
bradford brandy branislav branka branko brecht breno brent brett brianna bridget brigida brigitta brijesh brinda
britney britt britta bronislav bronislaw bronislawa brooke brooklyn bryce brygida budiman bukola bulent bunyamin
burghard burhan burkhard bushra byungho cafer cagla cagri cahit cahya caio caleb callum calvin camelia cameron camilla
camilo candace candela candelaria candida caner cansu capucine cara carina carlijn carlota carlotta carly carmelo
carmine carola carole carolin carolina caroline carsten cary casey casper cassidy cassio catalin catalina cathrine
cavit cecile cecilia cecilio cecylia cedric cees celestin celestina celestino celia celina celso cem cemal cemile
cengiz cenk ceren cesar cesare cetin ceyda ceylan cezar cezary chad chaewon chaeyoung chaiwat chanchal chandan chandni
chandra chandrashekhar charan charlene charline charlotta charo chase cheikh chelsea chetan chetana cheyenne chiamaka
chibuzo chie chieko chika chimamanda chinatsu chinwe chioma chirag chitra chiyo chiyoko chris christel christer
christiane christoffer christoph christophe christy chukwuemeka chus cicero cici cihan cindy cinzia ciprian ciro
claire clara clare clarence clarice clarissa clarisse claudete claudiu claus cleber cleide cleiton clelia clemence
clement clemente clementine clifford clint clive clyde codrin cody coen colette colin colleen collin conceicao
conchita cong connie connor conny constance constanta constanza constanze cooper cor cora corentin corey corina
corinna corinne cornel corrado cory cosimo cosmin costantino costel courtney craig cristi cristiano cristobal csaba
csilla cuneyt curro curt curtis cyprian dag dagmar dagmara dagny daichi daiki daisuke daisy dalal dalbir dale dalia
dalibor dalva damaris damaso damiano damiao damien damilola damini damir damla dan dana dane dania danica danijel
danijela danil danila danilo danique danka danny dante danylo daoud daphne darcy dario darius dariush darko darlene
darrell darren darsh darshan darshana darya dat dave davi davood davor dawood dayanand dean deanna debashish debasish
deddy dedi deepa deepali deepika defne dejan delia delphine demet demetrius demi demyan denes deni denilson denisa
denny denys derek derrick desiree detlef detlev dev devansh devendra devi devika devin dezso dhananjay dharmendra
dhiraj dhruv dian diarra dick didem didik dieuwke dijana dikeledi diletta dilip dimitri dimple dina dinda dinesh dini
dinis dino diogo dion diptis dirce ditte divyansh diyaa djordje dmitriy dmytro doaa doan dodi dogukan domenica domingo
domingos dominic dominika dominique don donatella donato dongha donghyun dongwook dora doreen doriana dorin dorina
dorothea dorothee dorottya dorte dorthe doru doug dragos drahomira drew duane duarte dubravka dumitra dursun durval
dusan dusica dusko dustin dusya duygu dwayne dwiyanto dyah dylano earl ebba ebbe ebele eberhard ebrar ecaterina ece
ecem ed eda edanur edda eddie edgar edgardo edi edilson edin edina edit edita edite edith edla edmund edmundo edna
edouard edwarda edwin edy eefje eelco eero eeva efigenia efsun efua ege egil egor ehab ehsan eigil eiji eiko eila
eileen einar eino eirik eita eivind eka ekene ekin ekrem ekta ela elahe elaheh elaine elanur elcio elda eleanor
eleonora elfriede elham eliana elina eline elio elisabet elisabetta elisangela elise eliska eliza elizaveta elize
ellen elli ellinor elliot elma elnaz elodie eloise eloy els elsa else elsie elske elvan elvind elvira elwira elza emad
eman emanuel emanuela emel emelie emeline emerson emese emi emiel emiko emil emilia emilian emiliano emilie emilien
emiliya emina emir emircan emmanuel emmanuella emmi enas encarna endang enes engin eniko ennio ensar ensio enzo ercan
erdal erdem erdinc ere eren ergin ergun erhan erhard eri erica erich eriko erkan erling ermanno ermolai erna ernest
ernesto erol ersin ertan ertugrul erwin eryk esa esam esat esbjorn eser esi esila esin eskil esma esmail espen
esperanza esteban estefania estelle ester esther estrella eszter etelka ethel etsuko ettore eugen eugenia eugenie
eugenio eugeniusz eunbi eunha eunice eunji eunju eunjung eunyoung eusebio eustaquio evan evaristo evdokia eve evelien
eveliina evelin everett evert evgenia evgenii evgeniya evi evie evren evzen ewald eyad eymen ezequiel ezgi ezio
fabiana fabien fabienne fabiola fabrice fabricio fabrizia fabrizio fadel fadi fadia fadwa fahad fahd fahri faina
faisal faith faiza fajar falguni fanni fanny fardin fares farhad fariba farid farida farideh faris farnaz farouk
farshad faruk farzad farzaneh fathi fatiha fatimah fatimata fatinha fatme fausto fawaz fawzi faye fayez fayrouz faysal
fazil fedor fedora felicia feliciano felicidad felicitas felicja felicjan feliks felipa felisa femi fenna fenne feras
ferdi ferdinand ferdinando fereshteh ferhat feride fermin fermina fernand fernandinho ferruccio ferry feyza fidan
fidel figen fikret filip filipe filipp filippa filiz filomena fiona fiorella fiorenza firas firat fitri fitriani
flavia flavien flavio flemming floor floortje flora florence florencia florent florentina florentino florica florin
florina florinda floris fola folake folasade fortunato fouad fran francine francis franciszek franciszka frankie
frantiska freddie frede frederick frederik freek freja frida frieda frits frode fryderyk fuad fulvio fumi fumiko fumio
funda funmilayo furkan fuyuko fyodor fyokla gabi gabriella gaby gaelle gaetano gagan gagandeep gaia gail gajanan gala
galih galya gamze ganesh ganga gareth garima garry gaspar gaston gaurav gauri gautam gavin gayatri geert gemma genaro
gene genevieve gennadiy gennady gennaro genrikh geoffrey geoffroy geonwoo georges georgeta georgiana georgina georgiy
georgy gerard gerardo gerd gerda gergely gergo german germana gert gertrud gervasio ghada ghadeer ghassan ghazal ghazi
ghislaine gholam giacinto giacomo giancarlo gianfranco gianluigi gianmarco gianna gianni gianpaolo gica giel gigi gijs
gijsbert gilbert gilberto gilda gillian gilson gina ginetta gino gioia giordana giovana girish girolamo gisele giselle
gita gith giuditta giuliana giuliano gizella gizem gladys gleb glen glenda glenn godofredo gokce gokhan goksel golnaz
gonca gonul gopal goranka gordana gordon gorkem goro gosia gosta govert govind gozde graca gracia graciela graeme
graham grayson graziella gregoire gregorio greta gretchen grethe grigore grigoriy grigory griselda gro gry gudrun
guenter guglielmo guido gulay gulben gulcan gulden guler gulizar gulnur gulsah gulsen gulseren gulshan gulten gun
gunawan gunay gunhild gunilla gunn gunnar gunvor guray gurkan gurmeet gurpreet gustaf gustav gustaw gusztav guus guven
gwen gwendolyn gyongyi gyorgy habib habiba habibollah habibou hadi haeun hafize haifa hailey haitham hajar hajer
hajime hajnalka hakon halim halima halinka haluk halvor halyna hamad hamdan hamdi hamed hameed hamideh hamidreza
hampus hanaa hanadi hanako hanan handan hande handoko haneen haneul hanh hani hania hanin hanka hanna hanneke harald
hardik haresh hari harish hariyanto harleen harpreet harriet harsh harsha harshad harshita hartono harue haruka haruki
haruko harun haruna haruo harvey hasna hasret hassiba hatem hatun hauwa haya hayat hayato haydar hayley hayoon haytham
hazel hazem heba hector hedda hediyeh hedvig hedvika hedwig heejin hege heidi heiko hein heine heiner heitor helge
heli hella helle helma helmer helmi hemant hemlata hendra hendro henning henny henri henrietta henriette henrique
henryka heriberto herman hermenegildo herminia hernan heru hesham hiba hibiki hicham hidayet hideaki hideki hideko
hideo hieronim hieu higinio hikari hikaru hikmet hilal hilario hilary hilda hilde hilkka hilma himani himanshu himari
hinata hind hipolito hiroki hiroko hiromi hiroto hiroyuki hisako hisashi hisham hitesh hitomi hitoshi hjalmar holger
hollie homa hong honoka honore hooman hope horacio horatiu hortensia hotaru houda howard hrvoje hubert hugh humberto
huriye husam husamettin huseyin husnu hussam hussien hyejin hyewon hynek hyojin hyunjin hyunjung hyunwoo iacob iain
ian iara ibolya ichiro iclal idris idun ifeanyi ifeoma ignacy ignat ignatiy ignatz ignazio ihor ihsan iin ika
ikechukwu iker ikra ilario ilayda ilda ildiko ileana ilham ilhan ilie ilinca ilkay ilker ilkka ilknur ilmari ilse ilya
ilyas ilza imam iman imelda imke imogen imola inas inaya inci indira indra indu ineke inessa inga inge ingeborg
ingegerd ingela ingemar ingo ingolf ingvar inho inkeri inmaculada inna innokenty intan ioann ionel ionela ionut iosif
ipek ira iracema iraj irek irem iren ireneusz irfan iris irja irma irmak irmgard irmina irwan iryna isaac isaak
isadora isaiah isam isamu isao isaura isha ishaani ishani ishita ishwar isidora isidro isil iskender isla ismaeel
ismael ismet israa israel issa issouf itsuki itziar iulia iulian iuliana iva ivana ivanka ivanna ivano ivar iver ivica
ivo ivona ivone ivonne ivy iwan iwao iyad izabella izumi izydor izzet jaafar jaakko jaana jaap jaber jabir jabulani
jacco jacinta jacinto jackie jaclyn jacopo jad jade jaeho jaehyun jaemin jaewon jagdish jagjit jagoda jagruti jahnavi
jai jair jairo jaka jake jakob jalal jalila jamie jamil jamila jamilah jamshid jana janaina janaki jandira janelle
janette janine janka janki janne janneke jannicke jantje jared jarek jarmila jarmo jaromir jas jasem jasiek jasleen
jasmin jasmina jasna jasper jaspreet jassim jaswant jatin javad jawad jawaher jay jaya jayant jayanti jayden jayesh
jayne jayshree jayson jazmin jeannette jeannine jeff jefferson jelle jelte jenaro jenna jeno jente jeppe jere jeremiah
jeremie jerker jermaine jerome jeronimo jesper jess jessie jet jhon jieun jignesh jihad jihan jihoon jihye jill jim
jimena jimin jimmy jindrich jinho jinwoo jirina jiro jisoo jitendra jiwon jiyoung jo joachim joakim joanne joaquina
jochen jodi jodie jody joel joep joergen joey johnathan johnny jola jolan jolanda jolien jomar jon jonathon jongho
joni jonna joohyun joop jooyoung jordy jorgen joris jorma jorn jort jorun jorunn jos josefin josefina josephine josh
josiane josie josip jostein josue joud jouko joumana jouni jovana joy jozsefne juanito jude juichi jukka julia
julianna julianne julieta julita juliusz june junghee junho junichi junko junseo jure jurema juri jurica jurre jussi
justine jyothi jyoti jyotsna kaan kaare kaarina kabir kacper kadek kadriye kaede kagan kai kailash kaisa kaitlin
kaitlyn kaj kaja kajal kajetan kalevi kalina kalman kalpana kalyani kamal kamala kamaria kamel kamila kamilah kamini
kamlesh kamran kana kanako kanchan kanon kaori kaoru kapil kapitolina karabo karam kareem kareena karel karima karina
karla karlijn karol karoly karsten kartik kartika kartini kashish kasia kasper katarina katayoun kate katelyn
katharine kathi kathie kathy katica katie katinka katja katsumi katsuo katy katya kaushal kaushik kaveh kavya kawthar
kay kazem kazim kazue kazuhiko kazuhiro kazuki kazumi kazuya keano kei keigo keiichi keisuke keita kelechi kelsey kemi
ken kenan kendra kenichi kent kenta kerem kerim kerry keshav ketan ketut keyvan kezban khadeeja khadim khalaf khaled
khalil khanh khawla khoa khosi khosrow khrystyna khulood khuloud khushboo khushi kiaan kiana kianoush kicki kieran
kiet kimberley kimiko kinan kinga kira kiran kirill kirit kirk kirsi kirsti kirstin kirsty kirti kishan kishor kishore
kitti kivanc kiyoshi kjersti kjerstin kjetil klaas klara klas klaudia klaudiusz klavdia klementyna klim koen koharu
kohei koichi koji kojo kokoro komal komang konrad konstanty koray korhan kornel kornelia kosuke kotaro kourosh krish
krishna krisna krista kristen krister kristi kristian kristijan kristin kristine kristof kristoffer kristy kristyna
krisztian kriti kritika krunoslav krystian krzysiek ksawery kseniya ksenya kuba kubilay kubra kumiko kunal kundan
kunio kunle kusum kusuma kuzma kveta kwabena kwaku kwasi kwesi kylie kyohei kyoko kyosti kyrylo kyungsoo lacramioara
lada ladan ladislav ladislava laercio laetitia lage laila lajos lakshay lale laleh lalit lalo lama lamia lana lance
lara larisa lasse lata latifa latife latoya laure laurel laurens laurentiu lauri laurie laurits lavanya lavinia lavr
laxman laxmi layan lazar lazaro leah leandra leanne lebo lech lechoslaw leela leen leena leendert leigh leili lejla
lella lenny leocadia leokadia leona leonard leonid leonor leontin leontiy leopold leopoldo leos lera leroy lesley
leslie lestari lester letizia lev levent levente lewis lia liam liane libor libuse lidia lidiya lieke lies liesbeth
lieve liisa lilia lilian liliana lilianna lilis liliya lilla lillian lilly lily lina lindiwe lino lionel lisandro
lisbet lisbeth lise liudmyla livia livio liviu liwia ljiljana ljuba ljubica ljubisa lloyd loan loes loic loida lokesh
lola lolita lone lorand loredana lorella lorena loretta lorraine lothar lotta lotten lou louay loubna louisa lourdes
lovisa luay luba lubna lubomir lubos lubov luc lucette lucian luciana lucien lucila lucille lucja lucjan lucretia
lucrezia lucyna ludek ludo ludovic ludovica ludvig ludwik ludwika luigina luisa luiza lujain luka luke lukrecija
lukyan luminita lungile lupe lupita lurdes lutfi luther luuk luz lwazi lydia lydie lynn lynne lyuba lyubov lyuda
lyudmyla maarit mabel macarena macario machteld mack madalina madan maddison made madeleine madeline madhav madhavi
madhu madhuri maelle magda magdolna maggie maha mahendra maher mahima mahin mahir mahnaz mahsa mahshid mahtab mai
maicon maija maik maike maiken maisa maj maja majd majed majid majida makar makbule makena maki makiko maks maksim
maksym maksymilian malak malati malcolm malena malene malika malini malwina mami mamta manabu manal manami manar manav
mandana mandeep mandla mandy maneesh mangesh manish manisha manjeet manju manjula manohar manolo manpreet mansi
mansour manuela mao marc marcela marcelina marcelino marcell marcella marcelle marcello marcial marcus marfa margarete
margarethe margarita margit margot marguerite mari mariah mariama mariangela mariann marianne mariano maribel
maricarmen maricel maricica mariella mariia marija marijan marijana marijo marika mariko marilena marilia marin
marinela marinko mariola marion marisa marisol marissa maristella marit marita mariya marja marjan marjatta marjolaine
marjolein marjorie mark marketa marleen marlena marlon marsha martijn martino marton martyn marvin marwa marwan maryem
maryla maryna maryse marysia marzanna masaaki masahiro masaki masako masami masanori masao masaru masashi masato
masayuki masha masoud masoumeh massimiliano mate matej mathew mathias mathijs mathilde matias matija matilda matilde
matt matthijs matvei matvey matyas maura maureen maurice mauricio maurizio mauro maurycy max maxence maxi maximo maya
mayank mayara mayra maysa mayu mayuko mayur mazen mbali medha meenakshi meera mega megha meghna megumi mehdi mehran
mehrdad mehtap mei meike melania melchor melda melih melike melinda melis melisa melody meltem melvin menno meral
meredith merel meriem mert mervat mervi mesbah mesut mete mevlut micaela micah michaela michalina michela micheline
michiko mick midori mieczyslawa mieke mieko miguelangel mihail mihaly miho miika mijeong mijo mika mikaela mike
mikhailo miki mikio mikkel miklos mikolaj mila milada milagros milanka mildred mile milena milenko miles milind
miljana millie miloslav milosz milou milton mimmo mina minako minal minami minato mindy mine minerva minho minhyuk
minjae minjeong minkyu minoo minoru minseo minsu miodrag mira mirac miral miranda miray mircea mireia mireille mirela
mirella miriam mirjam mirjana mirko mirna miron miroslava miroslawa mirza misaki misha mishal misty mitchell mitra
mitsuko mitsuo mitsuru miu miwa miyoko miyoung miyu mizuki mladen moa moacir moataz moaz modar modesto moe mogens
mohamad mohammadreza mohan mohini mohit mohsen moin moira moises mojgan mojtaba molly momcilo momoka momoko mona
moncef monserrat montse morena morgan morgane moritz morteza moses motoko mouna mounir moussa moustafa mpho mstislav
mthunzi muammer muath muayad mubarak mucahit mudar muge muhamad muhammed muhammet muhannad muharrem muhittin mujahid
mukaddes mukesh mukta mulyadi mulyono mumbi muna munevver munir munira murad murali muriel murilo murtaza murugan
murvet mutaz mutua muzaffer mwangi mykhailo mykola mykyta myra myriam myroslav myrtle myungsoo nabeel nabil nabila
nada nadeem nadege nader nadim nadine nadya naeem nahid naif naima naina nair najat najib najla najwa nakul nalan
naledi nalini namik namrata nana nanako nanami nanang nanda nandi nandini nandita nando nandor nani nanna nao naoki
naomi naoto narayan narendra naresh narges nasir nasreen nasrin nastya natale nataliia nataliya natalya natan natasa
natasza nate natsuki natsuko natsumi naveen navid navin nawaf nawal nayan nayara nayef nayeon nazan nazanin nazar
nazaret nazih nazim nazira nazli nazmi ndeye neal nebojsa necati necip necla necmettin neculai neda nedeljko neelam
neeraj neeta neetu negar negin nehad nehal nehmat neide neil nejat nela nelli nelly nelson nelu nemanja nenad nerea
nermin nese neslihan nesreen nestor neusa nevena nevin nevzat ngan ngoc nhan nhung nia nick nicky nico nicola nicoleta
nicoletta nicolo nicusor nidal nidhi niek nieves nigel nihad nihal nihat niina nika nikhil nikifor nikita nikki niklas
niko nikodem nikolett nikolina nil nilam nilay nilesh nilgun niloufar nilton nilufer nima nimet nimisha nina ningsih
nino niraj niranjan nirmal nirmala nishant nisreen nitesh nitin nitya niyazi nizar njeri njoroge nkechi nkosinathi
nnamdi nneka noboru nobuko nobuo nobuyuki noel noelia noemi noemie nomsa nonna nonoka nonso nooshin nora norbert
norberto noreen nori noriko norio norma norman noura novi ntombi nugroho nuha nuhad nuno nur nura nuraini nuran nuray
nurcan nurdan nurettin nurgul nurhan nuri nuria nursel nurten nyambura nyoman oana oanh obaid obi obinna oceane
ochieng octavian octavio odete odette odile odion ofelia ogechi ognjen oguz oguzhan oivind okan okechukwu oktay ola
olabisi olaf olav olavi olavo olcay oldrich oldriska olegario oleh oleksandr oleksandra oleksii oleksiy olena olesya
olfat olgierd olha olimpia olivera oliwia oliwier olle ollie olufemi olumide olusegun olya om omaima omer omid omnia
omolara omondi ondine onni onur onyeka opeyemi ophelia orazio oreste orietta orlando ornella orsolya osama osamu osip
oskar oskari osmo ostap osten osvaldo otakar otavio othman otis ottavia ottavio ottilia otylia ouafa oumaima oumar
oumou ousseynou outi ove ovidiu owen oyku oystein oyvind ozan ozcan ozge ozgul ozgur ozkan oznur paavo paca pacita
paco padma padmini paige pal palesa pallavi palma paloma pam pancho pankaj paolina parag paramjit paras paraschiva
paris parisa parth parul parvaneh parvati parvin parviz pascale pascalle pascuala pasha pasi pasquale pat patricio
patrik patrizia patryk patsy patti patty paulette pauli pauline pavan pavla pavle pavlina pavlo pawan payal payam paz
pegah peggy pejman pelageya pelin penelope pepa pepe pepijn percy perica perihan perla pernilla pernille perrine perry
petar pete petre petro petrona petronela petru petter petteri phil philippa phillip phoebe phong phuc phyllis pia pien
piera pierluigi piero pierpaolo pietra pilar pim pina pinar pino pirjo pirkko piroska piyush platon pleun plinio pola
poldek polen polina poncio poonam poppy porfirio porfiry poul pouria pouya prabha prabhakar prabhjot prabhu pradeep
prakash pramod pranav pranay prasad prasetyo prashant praskovya prateek pratibha pratik pratima pratiwi praveen preben
predrag preet preetam prem premysl prerna preston primitivo priscila priscilla pritam priti priyank priyanka prokhor
prudencia puneet punit purnama purnima pushpa puspita qais qasim quan quentin quinn quique quoc qusay quyen quynh
raafat rabab rabea rabia rachael rachana rachid rachida rachna rada rade radek radha radhika radim radislav radka
radmila radomir radoslav radoslaw radovan radu raed rafa rafaela rafat rafe raffaele raffaella rafiq raghad raghav
raghda raghib raghu raghunath ragna ragnar ragnhild rahaf rahayu rahim rahime rahma rahmat rahmi raid raija raimo
raimondo raina raisa raissa raja rajaa rajab rajani rajat rajeev rajendra rajiv rajkumar rajni raju rajveer rakesh
raksha raluca ram ramadan ramakrishna raman ramchandra rami ramila ramin ramiro ramiz ramon ramona ramy ramzi rana
randall randi ranim ranko ranveer rasha rashad rashmi rasoul rati ratih ratko ratna raulito ravindra rawan rayan
raymund rayyan razan raziye razvan rebeca rebeka reda reem reema reena refik refilwe reggie regina reginald rehab
reham reidar reijo reiko rein reina reinaldo reine reinhard reinhold reino reka remedios remi remigiusz remo remy
remzi ren renan renato renee reni renske renu renuka renzo reshma resul retno revathi reyhan reyhaneh rhea rhonda riad
ricardina riccarda richa rick ricky riddhi ridvan rie rieko riham riikka rik rika rikard rikke riko riley rim rima
rimma rin rino rinus rio riona risa rishabh rishi riska risky risto ritesh ritika ritsuko ritu ritva riya riyad riza
roald rob robbert robbie roberta robin robyn rocco rodel rodion rodney rodolfo rodolphe roel roeland roelof rogelio
rogerio rohini rohmah roksana roland rolando romain romana romane romano romeo romeu romina ron ronaldo ronja ronnie
ronny roope roque rory rosalia rosalie rosalina rosalind rosalinda rosalva rosana rosanna rosaria rose rosemarie
rosemary rosemeire rosenda roshan roshni rosie rosita rostislav roswitha rouba rowan rowena roxana roxanne roya roza
rozalia ruba ruby ruchi rudi rudolf rudolph rudra rudy rufina rufino ruggero rui rukiye rukmini rune rupa rupali
rupert ruperto rupesh ruqayya ruslan ruslana russ rusty rut rutger ruud ruveyda ruy ruzanna ruzena ryo ryohei ryoichi
ryoko ryoma ryosuke ryota ryszarda ryu ryuichi ryuji ryusei saad saadet saadia saanvi saar saara sabah sabas sabina
sabri sabrina sabrine saburo sachi sachin sade sadegh sadhana sadie sadik sadiq saeedeh safa safaa safia safiye safwan
sagar sahar sahil sai saida saif saiful sajida sajjad saki sakiko sakina sakshi saku salah salam salamatou salif
saliha salil salim salima sally salman salome salomea salud sam sama samah samaneh samanta samar samara samarth sameer
samet sami samia samih samiha samin sammy samu samuela samuele samuli sana sanaa sanae sancha sanda sandeep sandhya
sandip sandro sangeeta sanghoon sangita sangwoo saniye sanja sanjana sanjeev sanjiv sanna santos santosh santoso
sanusi saori sapna sarika sarita sarka sarla saroj sarolta sarthak sasa sasha saskia satilmis satish satoko satomi
satoru satsuki satu satyam saul saurabh savannah savas saveliy saverio savino savita savva sawsan sayaka sayed sayuri
scarlett sebastiaan sebastiano sebnem seda sedat sedef seema sefa segismundo seham seher sehnaz seiichi seija seiji
seiko selahattin selcuk selda selena selin selina selma selman selvam semen semih semiha semra semyon sena senad senay
senem senka senol senthil seohyun seoyun sepideh seppo serafim serafima serap sercan serdar seref serena sergii serhat
serhii serhiy sermin serpil sertac setareh seth setiawan setsuko settimio seulgi seungho seunghyun sevda severine
severo sevil sevim sevinc seweryn seydou seyfi sezai sezen sezer shaan shadi shadia shady shahab shahad shahd shahin
shahla shahram shahrokh shahrzad shailendra shailesh shaima shaimaa shaka shaker shakir shakti shakuntala shalini
shalu sham shams shanaya shane shankar shanna shannon shantanu shanti sharad sharada sharif shashi shaun shawn sheela
sheila sheima shekhar shelby sheldon shelia shelley shelly shereen sheri sherif sherri sherry shigeo shigeru shilpa
shin shingo shinichi shinji shinobu shinya shiori shirin shiro shiv shiva shivam shivani shizuka shizuko shlok sho
shobha shogo shohreh shoichi shoji shokoufeh shorouq shota shoug shraddha shruti shubham shukri shun shunsuke shweta
shyam siamak sian siavash sibel sibusiso siddharth sidney siem sien sierra signe sigurd sila silas silje silvana
silvano silverio silvestre silvestro silvie silvija silvio silviu simao simba simen simge simin simion simon simona
simran sinan sindre sinem sinikka sinisa sireen siri sirin sirpa sissel siv siwoo sixten sizwe sjaak sjoerd skye
skylar slamet slaven slavica slavko slavomir slawek slobodan slobodanka smita smriti snezana socorro soekarno sofiane
sofiya sofya soha sohee soheil sohrab solange soledad solene solomiya solvei solvi soma somchai somin somsak son sonal
sonali sonam sonay sondos sondre sondus soner sonja sonya soojin sooyoung sora soraya sorin sorina soroush sosuke
souad soufiane sourav spencer srdjan srecko srinivas stacey stach stacie stacy stanislav stanislava stanley stas
staszek stefaniya stefany steinar steliana stella stepan stephane stevan steve stewart stian stig stijn stine stipe
stjepan stojan stuart sture suad suat subhash subin sude sudha sudhir sue suelen sugandha suha suhad suhail suharto
sujata sujin sujit sukarno sukhdev sukran sukriye sukru sulaiman sulastri suleiman suman sumaya sumiati sumit sumitra
suna suncica sundar sunday sunder sune sungho sungmin sunny supardi supriya supriyadi surabhi suraj surekha surendra
surya suryadi susana susanna susanti susanto sushil sushila sushma susie susilo susumu sutrisno suwarno suzan suzana
suzanne suze suzu svante svatopluk svea sverre svetislav svitlana svyatoslav swapnil swarup sybille sydney sylvain
sylvester sylvia sylwester synnove szabolcs szczepan szilard szilvia tabea tabitha tadao tadashi tadeas tadek tadesse
tadeu taehyung taeyang tage taha tahani taher tahir taichi taiki taina tais taisei taisia taiwo takahiro takako takao
takayuki takeo takeru takuma takumi takuya tala talal talib tamaki tamar tamara tamer tamiko tamim taneli taner tania
tansel tanvi tanya tapani tapio tara taraneh taras tareq tarik tarja taro tarun tasha tasneem tatsuo tatsuya tatyana
taufik tayfun taylan taym tayyip tecla ted teemu teguh teija tejas tejaswini tekla telma telmo temitope teodor teodora
teodoro teofil teoman terence terese terez tereza terezia terhi terje terrance terrence teruko teruo tetiana tetsuo
tetsuya tetyana teun teuvo tevfik tezcan thamer thandeka thandi thandiwe thangam thao thea thelma theodor theodore
therese theresia thibault thibaut thinh thor thorbjorn thorleif thu thuan thuong thuraya tiana tiberiu tibor tien
tihana tihomir tiina tilda till tillmann tilo timea timofey timur tin tindra tine tineke titilayo titin tito tiziana
tiziano tjeerd toan tobiasz todd toivo tokio tola tolga tolik tom toma tomek tomi tomislav tommy tomo tomohiro tomoki
tomomi tonci tone toni tonje tono tony tonya toon toos topi torben torbjorn tord tore torgny torill toru tosca
toshiaki toshiko toshio toshiyuki tove tracey traci tracie tracy traian trang travis trent trevor tri trine trinh
trini trinidad trisha tristan trofim trond troy trudy trung truong trupti trygve tsepo tsubasa tsukasa tsutomu
tsuyoshi tu tudor tufan tugay tugba tugce tuija tulay tulin tullio tulsi tumelo tuna tuncay tunde tuomas tuomo turan
turgay turgut turhan turid turkan turki turo tushar tuva tuyet twan tymon tymoteusz tyra tyrone tytti uche uchenna
uday ufuk ugo ugur ujjwal ula ulf ulises ulku ulrik ulrika ulrikke ulyana uma umberto umeko umesh umit umm umran umut
una unal unathi unni upasana urbano urho urmila uros urvashi usha utami utkarsh utku vaclava vadim vadym vagner vahid
vahit vaibhav vaishali valdemar valdir valentin valentine valeria valerio valeriu valeriy valeriya valery vanda
vandana vanesa vani vania vanja vanna vanya vappu varsha varun varvara vasant vasanthi vasco vasilica vasilisa vasiliy
vasily vasudha vasyl vedant vedat vedran veena veera veerle vegard veikko velimir vendula venkat venkatesh venu verena
verica vernon veronika vesa veselin vesna vibeke vibha vicki vickie vicky victoriano vidar vidya viggo vihaan vijaya
vika vikas vikrant viktoria viktorie viktoriya viktorya vildan vilde vilem vilgot vilhelm viljami ville vilma vilmos
vimal vimala vinay vineet vineeta vinh vinicius vinita vinko vinod viola violet violeta viorel viorica vipin viral
virgil virgilio virginie virpi vishal vishnu visnja vit vitalii vitaliy vitaly vitezslav vito vittoria vittorio vitya
vivek vivian viviana viviane vivien vlad vladan vladimira vladislav vladislava vladlen vlado vlasta vlastimil vlatka
vojislav vojtech volkan volker volodya volodymyr vova vratislav vsevolod vuk vyacheslav wacek waclaw waclawa wade wael
wafa wafaa wagner waheed wajdi wakana walaa waleed walenty waleria walerian wallace waltraud wambui wangari wanja
waseem washington wasim wassim wataru wati wawan wellington wendell wendy wesley wessel whitney widad widodo wiebe
wiel wies wieteke wiktor wiktoria wilfredo wilfried wilhelm will willemijn wilma wilson wim winarno wincenty winnie
winston wioletta wissam wit witold wladek wladyslawa wlodzimierz wojtek wulan wyatt xander xaver xaviere xiomara yaa
yadira yae yagiz yagmur yago yahia yahya yakov yakubu yakup yalcin yalda yaman yamato yamini yana yann yannick yanti
yanto yaqub yara yaren yaroslav yaroslava yaseen yaser yash yashoda yashwant yasir yasser yassin yassine yasuhiro
yasuko yasuo yasushi yayoi yazan yazeed yazid yefim yegor yejin yejun yekaterina yelda yelena yeliz yelizaveta yen
yeonwoo yerin yesenia yesim yetunde yevgenia yevgeny yevhen yigit yildiz yilmaz ylva yngve yogesh yogita yohei yoichi
yonca yoojin yoonseo yoshiko yoshio yoshiro yosuke younes younghee youngho youngsook younis yu yua yucel yudi yuichi
yuina yuji yujin yukari yukie yukiko yukio yuksel yuli yulian yulianti yuliya yuma yumiko yuna yuni yunus yurdagul
yuria yurii yuriko yuriy yusufu yusuke yutaka yuuki yuvraj yuzuki yves yvette yvonne zacarias zacharie zafer zaharia
zahed zaher zahir zahira zahraa zaida zaidan zain zaina zakaria zakariya zakhar zaki zandile zaneta zara zari zarko
zaynab zbynek zdena zdenka zdravko zdzislawa zeina zeinab zekeriya zeki zelia zeliha zeljka zeljko zenon zenta zerrin
zhaleh zhanna zhenya ziad zilda zina zinaida zineb zinhle zita ziva ziyad zlata zlatan zlatko zodwa zoe zoey zohra
zohreh zola zorana zosia zoya zrinka zsanett zsigmond zsofia zsombor zsuzsa zsuzsi zubeyde zubeyir zuhair zulema
zulkifli zumrut zuza zuzanna zuzka zvonimir zygmunt
""")  # fmt: skip
