"""Common family names in Latin letters, for the same reason and in the same form as the given ones beside them."""

from __future__ import annotations

from nightlatch.survey.fieldnames import vocabulary

FAMILY = vocabulary("""
aagaard aalto aaltonen aas aasen abbasi abbott abdallah abdullayev abe abramov abreu acevedo achterberg ackermann
acosta adachi adamczyk adebayo adeleke adewale adkins adler afanasiev afolabi afridi agapov aguiar aguirre agyeman
ahlberg ahmadi ahonen ahuja akande akbas akhmetov akin akinola akiyama aksoy aksu alarcon albayrak albers alcaraz
aleksandrov alekseev alekseeva alexandrov alkan allison alm alston altmann altun amann amaral amato amorim amundsen
anders ando andreassen andreasson andrzejewski ansah antonelli antonov antonova antonsen anttila antunes aoki aoyama
aparicio appel appiah arai araki aranda arias arikan arnaud arndt arnesen arora arroyo artamonov arvidsson asano
asante ashworth assis ates atkins atkinson aubert aubry auer avci avila awuah axelsson ay ayala aydemir aydogan
ayodele aziz baah baba bach bachmann backman bader bae baek baig bajaj bak bakken bakr bakshi balakrishnan balci baldi
baldwin ballard balogun banda bang bansal baptista barakat baran baranov baranova barber barbier barker barnett baron
barone barr barre barrera barrett barrios barron barry bartels barth barthel bartlett barton basaran bashir basile
bass basu bates batista battaglia bautista bayrak beard beasley bech bedi behrendt behrens beier bellini bello
belousov belov belova beltran belyaev belyakov benard bender bendtsen benedetti bengtsson benjamin benoit benson berge
berggren bergman bergqvist bergstrom bermudez bernal bernardi bernhardt bertelsen besson best beyer bezerra bhalla
bhandari bharadwaj bhardwaj bhasin bhat bhatia bhatt bhattacharya bhattacharyya bhatti bhavsar bianchini bilgin bird
birkeland bischoff bishop biswas bittencourt bjerke bjork blackburn blackwell blair blake blanchard blankenship
blevins blinov blom blomqvist blum boakye bobrov bock bode bogdanov bohn bolton bond bondarenko bonilla booker booth
borges borisov borisova borkowski bormann born bostrom botha boucher bourgeois bouvier bowen bowers bowman boyle
bozkurt bradford bradshaw brady branch brand brandao bravo brennan breton breuer brewer bridges brien briggs brinkmann
brito britt brock bruce bruckner brun brunet bruni bruns bruun bryan brzezinski buchanan bucher buchholz buck buckley
bueno bulut burger burgess burke burkhardt burnett burton bush busse butt bykov byrd byun cabral caceres cain cakir
calabrese caldas calderon caldwell calhoun callahan camacho camargo cameron can canas cannon cantu caputo cardenas
carey carlier carlsen carlson carmo carmona carneiro carney caron carr carrera carrillo carson casado case casey
castellano castelo castilho cattaneo cavallo cervantes chacon chae chakrabarti chakraborty chambers chanda chandler
chandra chandran chang chapman charles charpentier chase chaturvedi chaudhry chaves chawla chernov chernova chiba chin
chmielewski chon chopra choudhuri chowdhary christ christian christiansen christoffersen chukwu chung cieslak cieslik
cirillo cisse claesson clausen clayton clements cline coban cobb cochran coelho cohen colin collet combs compton conde
conley conner connor conrad conway copeland cordero cordier cordova coronel correa cortez coskun costantini cotton
cousin couto craig crane crespo crosby cross cuenca cuesta curry curtis czajka czarnecki czerwinski dag dahl dahlberg
dalton damasceno damico damodaran damore dangelo daniel danielsen danielsson danilov darwish dasgupta datta daugherty
davenport david davidsen davidson davydov dawson day dean deangelis decker delacruz delaunay deleon delmas deluca
demarco demirci denisov dennis deol desantis deschamps deshmukh deshpande devaux dey dhawan dhillon dickerson dickson
dillon diouf dittrich dixit dmitriev dodson doi donovan dorofeev dorsey dougherty drake dreyer duarte dube dubey duda
dudek dudley duffy dufour duke duman dumas dunlap dupuis dupuy durham durmaz dutta dyer eaton eberhardt ebert eckert
eder edlund efimov egorov ehlers eichhorn eide ekinci eklund ekstrom eliassen eliasson eller ellingsen elmasry endo
engelhardt engstrom eom er erdem eren erickson eriksen ermakov ernst erol ershov ersoy escobar escudero espinosa
espinoza esser esteban estes esteves estevez estrada etienne evdokimov evensen everett evrard ewing exposito eze fabre
falk farias farley farmer farooq farooqui farrell faulkner fava fedorov fedorova feldmann ferraz ferretti fiedler
fields figueiredo figueroa filatov filippov fink finley fiore fiorentino fitzpatrick fleischer fleming fletcher fleury
flowers floyd flynn fofana foley fomin fonseca forbes foreman forsberg forster fowler fraga franca francis franco
frandsen franklin fransson franz frazier frederick frederiksen fredriksen fredriksson frey frias fricke friedrichs
friis fritsch frolov frost fry frye fujii fujimoto fujita fujiwara fukuda fukui fukushima fuller fumagalli furukawa
fusco gadkari gaillard gaines gajewski galan galindo gallegos galloway galvan galvao gama gamble ganguly garg garrett
garrison gates gatti gavrilov gay gaye gebhardt geiger geisler genc gentry gerasimov gerlach germain ghani giese
gilbert gill gillespie gilmore giraud giuliani glaser glass glenn glover glowacki godoy goel golden golubev goncharov
gong good goodman goodwin gopalan gorbunov gorshkov gorski goswami goto gottschalk gould gouveia goyal grassi graves
greer gregersen griffith grigoriev grimaldi grimes gromov grover guedes guerra guidi guillaume guillot guimaraes gul
gulati gulbrandsen guler gundersen gungor gunnarsson gur guryev gusev guthrie gwak gwon haag haase hagen hakkinen hald
haley halvorsen hamada hamann hamdan hamdi hameed hammond hamon hampton hancock hanke hanna hanson hara harada hardin
harding hardy harmon harms harper harrell hartman hartwig harvey hasegawa hashimoto hashmi hatfield hattori hauge
haugen haugland hauser hayakawa hayden haynes heath hebert hecht heck hedlund hegde heil heim hein heine heinemann
heinonen heise held helland heller hellstrom hempel henke hennig henriksen henriksson henriques hensley henson
hentschel heo herbst heredia hermann hermansen hermansson herold hess hesse hester heuer heyer hickman higgins higuchi
hiltunen hinton hinz hirai hirano hirata hirose hirsch hobbs hodge hodges holcomb holden holder holland holloway holm
holman holmberg holmgren holmqvist holst holt honda hong hood hooper hoover hopkins hoppe horne horton hoshino
hosseini house houston howe hubert huet huff huffman hull humbert hummel humphrey hurley hurst hurtado hutchinson
hwang ibekwe ibrahim ibrahimi igarashi igwe iida iijima ikeda ilyin im imai inaba ingram irwin isaev isaksson ishida
ishihara ishii ishikawa isik ivanchenko ivarsson iversen iwasaki iwata iyengar izquierdo izumi jaakkola jaber
jablonski jacob jacobsen jacobson jacquet jadhav jafari jahn jahnke jakobsen jakobsson jakubowski jamil janke jarvis
jasinski javed jaworski jean jefferson jennings jenssen jeon jeong jeppesen jespersen jessen jesus jha jin johannsen
john johnsen jokinen jonasson joo jorgensen josefsson jost juarez juhl julien junge junker justesen kabore kaczmarczyk
kadam kalashnikov kale kalinin kalinowski kallio kalra kamara kamath kane kaneko kannan kanno kapadia kaplan kapoor
kapur karaca karadag karakaya karatas karimi kariuki karjalainen karpov karpova karppinen kashyap kataoka katayama
kaufmann kawaguchi kawai kawakami kawamura kawasaki kaynak kazakov kazemi keil keith kemp kemppainen kent kern kerr
keskin kessler kettunen khalaf khalil khanna khatib khatri khumalo khurana kibet kidd kikuchi kilinc kinnunen
kinoshita kiprono kirby kirchner kirillov kirk kirsch kiselev kitagawa kitamura kivela kjaer kjeldsen klaus klimov
kline kling klose knapp knoll knox knudsen knutsen ko koester kohl kohli koivisto kojima kokkonen kolb kolesnik
kolesnikov kolodziej komarov komatsu kondo kondratiev kone konieczny kono konovalov konrad konstantinov koo kopp
kopylov korn korolev koroma kose koshelev kostin kotov kovalchuk kovalenko kovalev koyama kozak kozlov kozlova
krajewski krasnov kravchenko kravtsov kremer kretschmer krieger krishnamurthy krishnan krogh krol kroll krupa kruse
krylov kryukov kubiak kubo kubota kucharski kudo kudryavtsev kulikov kunz kunze kurek kuria kurihara kuroda kurz
kuzmin kwak kwon laaksonen lacerda lacroix lahtinen laitinen lal lamb lamba lampe landry langer langlois lapin lara
larionov larson laskowski lassen lauer lauridsen lauritsen laursen lawson lazarev leach leal lebedev lebedeva leblanc
lebrun lechner leclerc leclercq lecomte leger lehtinen lehtonen leinonen leite leiva lejeune lemke lemoine lenz
leonard leppanen leroux lester leveque levine levy lie lien linares lindberg lindemann lindgren lindholm lindner
lindqvist lindsay lindsey lindstrom link linke lins lis little litvinenko litvinov livingston lloyd loffler logan
loginov lohmann lorente lorenzen losada louis love lowe lowery lucena lucero lugo lukin luna lund lundberg lunde
lundgren lundin lundqvist lundstrom lupo lutz lynch lynn lyons maas mabuza macedo macias maciejewski mack maddox
madonsela madsen maeda magalhaes magnusson mahajan mahlangu mahmood mai maia maillard maina majeed majewski makarov
makhanya makowski maksimov maldonado malek malhotra maliki malinga malinowski mallet malone malyshev mancuso mane
mangal mann manninen manning manso marchal marchand marchi marciniak marcos marechal marek marie mariotti markov
markowski marks markussen marquardt marra marrero marsh martens martensson martino martinsson marty martynov maruyama
marx maslov masri massey masuda mata mathews mathiesen mathis mathisen mathur matias matos matsuda matsui matsumura
matsuo matsuoka matsushita mattern mattila mattsson matveev maury maxwell may maya maynard mays mazibuko mazurek mazza
mbatha mbeki mcbride mccall mccann mccarty mcclain mcclure mcconnell mccormick mccoy mccray mccullough mcdaniel
mcdowell mcfarland mcgee mcguire mcintosh mcintyre mckay mckee mckenzie mckinney mcknight mclaughlin mclean mcmahon
mcmillan mcneil mcpherson meadows medvedev mejia melendez melis melnik melnikov melnyk melo melton memon menard
menendez menzel mercado mercer merino merkel merritt merten mesa metz metzger meunier meyers michael michalak
michalski michaud middleton miettinen miguez mikhailov miki mikkelsen milani miles millet min minami miranda mironov
mirza miura miyamoto miyazaki mizuno mkhize mochizuki moen mogensen mohammadi mohamud mohanty mohr moiseev monnier
monroe monsen montanari montenegro montes montgomery monti montoya moody moon moradi moran more morelli morgado mori
morimoto morishita morita moritz moroz morozova morrison morrow morse mortensen morton moses mosley moss mota moulin
mouritzen mousavi moya moyo mroz mthembu mucha muchiri mueller mughal mugo mukherji mukhin mulenga mullen mullins mun
muniz mura murakami muramatsu murata murillo murthy musial mustonen mutai mwale myhre myklebust nagai nagarajan nagel
naik nakagawa nakai nakajima nakano nakayama nam nambiar napoli narang naranjo narayanan nasr natarajan nath naumann
nayak nazari nazarov ncube ndegwa ndung neal negi negri neri nesterov neto neubauer neuhaus neves newman newton
nicholson nickel niemela niemi nigam nikiforov nikitin nikolaev nikolaeva nikulin nishi nishida nishikawa nishimura
nishiyama nissen nixon njuguna noack noble noda noguchi nogueira noh nolan nolte nomura noori norberg nordin nordstrom
norgaard norman norris norton novais novikova nowack nowakowski nowicki nurmi nwosu nyberg nygaard nygard nyoni
nystrom nzeki oberg oberoi obi ochiai ochoa oconnell oda odhiambo odinga odintsov odom odonnell ogawa ogunleye oh
ohman ohno ohta oishi ojala ojeda ojha ojo oka okada okamoto okamura okazaki okeke okoro okuda okumura oladipo
olatunji oliva oliver olivier olivieri olmos olofsson olszewski omondi oneal oneill onishi ono onyango opoku orellana
orlando orlov orlova orlowski orozco orr osawa osborn osborne oshima osipov osmani osorio ostrowski oswald ota otani
otero otsuka ott ottosen overgaard owen owusu ozaki ozawa ozer paavola pace pacheco padilla pagano page paik paiva
pala palacios palmieri palsson palumbo pandit panov pant pape paredes parekh parikh paris parks parra parrish parsons
partanen pascoal pasquier pastor pathak patricio patton paul paulsen pavlenko pavlov pavlova pawar pawlak paz pearson
peck pedroso pehrsson peixoto pellegrini pellegrino pelletier pennington penteado perales perret perrot petersen
petrenko petty pfeffer phelps philipp philippe phiri piatek picard pichon pieper pietrzak pietsch pilz pimenta
pimentel pineda piras pires pitkanen pittman pitts pizarro plaza poirier poli pollard polo polyakov ponce ponomarev
poole pope popp porras portela potapov potter potts poulain poulsen powers pozo prabhu prado prajapati prakash pratt
preston preuss prevost prince probst proctor proietti prokhorov pruitt przybylski pugachev purohit pyo qadir qasim
quaye queiroz quesada quevedo quinn quintana quintero quiroga raghavan rahimi rahmani raina rajan ramachandran raman
ramaswamy ramsey rana randall randolph rane rangel rantanen rapp rasanen rastogi rathod rathore rau raut ravn rawat
raymond raza reese reeves regnier rehman reich reichert reid reilly reimann reimer reinhardt reis remy renard renaud
resende reuter rey rezaei rhodes richmond rico riddle riedel rieger rincon rios riva rivas rivero rivers riviere rizvi
rizzi roach robbins robles roca rodgers rodionov rogowski rojas roldan rolland roman romanov romanova ronning rosado
rosales rosario rosas rossetti rossini rothe rowe rowland royer rudolph ruf ruggiero runge ruotsalainen rush rutkowski
ruud ryabov rybakov ryu sa saarinen saavedra sabir sachs sacramento sadeghi sadowski saenz sahni sahoo sahu saini
sakaguchi sakai sakamoto saksena sakuma sakurai sala salas salehi salerno salgado salim salinas sall salman salminen
salo salonen saluja salvador salvatierra salvi sampaio sampson samuelsson sancho sandberg sander sandhu sandstrom
sandvik sanna sano santamaria santini sari sarin sarkar sarr sartori sathe saunders sauter savage savchenko savelyev
savin savolainen sawada sawicki sawyer saxena sayegh schade schaefer scharf scheffler schenk scherer schick schilling
schindler schlegel schluter schott schou schramm schreiner schroeder schroter schuh schuler schulte schultz schutz
schwab schwartz schwarze schweizer scotti seck seeger sehgal seifert seiler seki sellers semenov semenova sen seo
seppala seppanen sequeira sergeev sergeeva sesay sethi sexton sezer shabalala shaffer shahid shaikh shannon
shaposhnikov sharif sharp shcherbakov shelton shepard shepherd sheppard sherman shetty shevchenko shevchuk shibata
shields shilov shim shimada shin shinde shinohara shiraishi shirokov short shubin shukla siddique sidorov sidorova
siebert siegel sierra sikka sikora sikorski silvestri simoes simonov simonsen singer singleton siqueira sithole
sitnikov sjoberg sjogren skinner skov slater sloan small smolin snow sobczak sobczyk sobolev sobral soderberg
soderstrom sodhi sohn sokolova sokolowski solanki solberg solheim solis solomon solovyov soltani son sondergaard soni
sonntag sood sorokin sorrentino sosa sow soylu sparks spies spina springer srinivasan srivastava stachowiak stadler
stafford stahl stanley stanton stark steele steffen steffens steffensen steiner stepanov stepanova stephan stephenson
stepien stevenson stock stokes stoll stout strand strauss strickland strobel strom stromberg strong stuart stumpf
sturm subbotin subramaniam subramanian sugawara sugimoto sugiura sugiyama sukhanov summers sundberg sundstrom sung
suri sutton suvorov svard svedberg svendsen sviridov swamy swanson sweeney sweet sy sykes sysoev szczepaniak
szczepanski szewczyk szulc szymanska szymczak tachibana taguchi tahir takada takagi takano takeda takemoto taketa
takeuchi talley talwar tamimi tamura tanabe tandon tangen taniguchi tapia tarasov tas tasci tata tate tavares tedesco
teichmann tekin terada terrell terry tessier testa tetteh thakkar thakur thiam thiel thiele thieme thomassen thomsen
thornton thorsen thygesen tietz tikhomirov tikhonov tillman timofeev titov tkachenko todd toft toivonen toledo
tomaszewski tomczak tome topal toprak tosi townsend trautmann travis tretyakov trevino tripathi trivedi trofimov
trujillo tshabalala tsuchiya tsuda tsuji tsvetkov tunc tuominen turan turk turkmen turunen tveit tyler ucar uchida
uchiyama ueda uehara ueno ullrich ulrich ulusoy umar unal underwood unger uppal ura urban urbaniak urbanski uslu
usmani ustinov utkin uysal uzun vaananen vaidya vaisanen valdes valdez valencia valente valentine valenzuela valle
vallejo valtonen vance vang varela varghese varma vasconcelos vasiliev vasilyev vasques vasseur vasudevan vaughan
vaughn vaz veiga velasco velasquez velez venkataraman venkatesan ventura venturi vera verdier vergara vestergaard
vetter vik viklund vilar vilela villalba villani villanueva villar villarreal villegas vinogradov vinther viola
vishnyakov vitali vladimirov vlasov vohra voisin volkova vollmer volodin volpe vorobyov voronin voronov voronova
vuorinen vyas wachter wada wade wadhwa wafula wahid wahl walia wall wallin walls walters walther walton ware
wasilewski waters watkins watts waweru weeks wegener wegner weidner weigel weis weise welch wendt wenzel westphal
wheeler whitaker whitehead whitney wiedemann wiegand wiese wiggins wikstrom wilcox wild wilder wiley wilhelm wilk
wilke wilkerson wilkins wilkinson will williamson wimmer winters winther wirth wise witkowski witt witte wittmann
wlodarczyk wolfe wolter won woo woodard woodward wooten workman wrobel wroblewski wulf wunderlich wyatt wynn wysocki
xavier yagi yakovlev yakushev yalcin yaman yamanaka yamane yamashita yamauchi yanagi yanez yano yaqoob yasuda yates
yavas yeboah yefimov yeo yeom yermakov yokota yokoyama yoo york yoshikawa yoshimura yoshino yousaf yuce yudin yuksel
zaidi zaitsev zajac zakharov zalewski zaman zambrano zamora zander zanella zanetti zapata zavala zawadzki zaytsev
zeller zhdanov zhukov zhukova zielinska ziemann zimin zimmer zimmerman zinoviev ziolkowski zotov zubair zuev zulu zuma
zykov zyryanov
""")  # fmt: skip
