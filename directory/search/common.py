"""Words too common to be misspellings of rarer ones: "feel" is no "fee", "house" no "horse". The pack carries them."""

_ENGLISH = """
about after again against all almost alone along already also always another any anyone anything around away back because
become been before being below better between both bring bunch call called came card care carry case cash change check
child city clean close cold come comes coming cook cost couple cover cross cut dark days dead dear deep done door down draw
drink drive driver drop each early east easy eat else end enough even ever every everyone everything face fair fall far fast
father feed feel feels fell felt few fight fill find fine fire first five flight floor follow food foot for found four free
friend front full funny gave girl give gives glad goes gone good grand great green ground grow guess guy guys hair half hand
hang happen happy hard hate head hear heard heart heavy held hello here hers herself high himself hold hole home hope horse
hot hour hours house hung hurry inside instead itself join keep keeps kept kept kids kill kind knew know known land large last
late later laugh lead learn least leave left less letter lie life light like line list listen little live lived lives living
long look looking lose lost loud love low lunch made mail main make makes making man many mark matter maybe mean means meet
men mind mine minute miss moment money month months more morning most mother move much music must myself name near neck need
needs never new news next nice night nobody none noon north nothing now number off often okay old once one only open order
other others our ours outside over own page pain pair paper part party past pay people phone pick picture pictures piece
place plan play please point pretty private pull push put puts quick quiet quite rain ran reach read ready real really reason
rent rest ride right ring river road rock room rooms run said same sat save saw say says school seat second see seem seen sell
send sending sent seven shall she shoe shop short should show shut side sign since sister sit six size skin sleep slow small
smell smile snow soft sold some somebody someone something sometimes somewhere song soon sorry sort sound south space speak
spend stand start stay step still stood stop store story street strong such summer sun sure table take taken takes taking
talk tall teach tell telling ten than that thats their them then there theres these they thick thin thing things think third
this those though thought three through throw tied till time times tired today together told tomorrow tonight too took top
touch toward town tree tried trip trouble true trust truth try trying turn twelve twenty two type under until uncle upon use used
using usually very visit voice wait wake walk wall want wanted wants warm wash watch water way wear weather week weeks well
went were west wet what whats wheel when where which while white who whole whose why wide wife will wind window winter wish
with within without woman women wont word work world worry worse worst would wouldnt write wrong yard year years yes
yesterday yet you young your yours yourself score game games team teams recipe
chair chose drawn strongly shore invest mature shocked bearing wrapped beans eaten cooked coke drain span blessing shout
collar insist modest spark sparks bets batting bats hips slopes chopped beams sank beads baths bathing shaved shit canada
"""
_SPANISH = """
abajo acabo adelante afuera agua ahora algo alguien alguno alla alto amigo amiga andar anos antes aqui arriba aunque ayer
bajo bastante bien boca buena bueno cabeza cada calle cama cambio camino campo cara carro carta casa caso casi cerca chico
ciudad claro comida comer como cosa cosas creo cuando cuanto cuarto cuartos cuenta cuerpo cuidado curso decir deja dejan
delante denuncio dentro desde despues detras dice dicen dicho dijo dinero dolor dormir durante ella ellos encima entonces
entrada entrar entre era eran eres estaba estado estamos estan estar estas estos estoy familia favor fecha feliz fiesta final
forma frente fuera fuerte fuerza gente gracias gran grande gratis grupo gusta haber hablar hace hacen hacer hacia hago hambre
hasta hecho hermana hermano hija hijas hijo hijos historia hizo hogar hombre hombres hora horas hoy iba igual irme jamas joven
juntos lado largo lejos lengua libre libro limpio linea llama llamar llegar lleva llevar luego lugar luz madre mal mama manana
manera mano manos mas mayor medio mejor menos mes mesa meses miedo mientras mira mismo momento mucha mucho muchos mujer
mujeres mundo nada nadie necesito negro ninguno nina ninas nino ninos noche nombre nosotros nueva nuevo nunca obra ojos otra
otras otro otros padre pagar pais palabra papa papel para parece parte pasa pasado pasar paso pedir pensar pequeno perder
perdon pero persona personas poco poder pone poner porque posible primera primero pronto propio pude pueblo puede pueden puedo
puerta pues punto queda quien quiere quieren quiero quizas razon receta regreso repartir respuesta sabe saber sale salir santo sea
segun seguro seis semana semanas senor senora sentir siempre siento siete sigue sino sobre solo sola somos sonido suelo
suerte tal tambien tampoco tanto tarde tiempo tiene tienen tierra toda todas todavia todo todos tomar trabaja tras tres triste
unico usted vamos vecina vecino venir ver verdad vez viaje vida vieja viejo viene vista vive viven vivir volver vosotros voy
voz
meter rapido rapida mirada escala goles llegando paseo patio cansado cansada ahorro ahorrar ramas almas pata pagando exilio
pastel escasa meterse pato aroma pagara pesar cunado mandado canada
"""

COMMON_WORDS = frozenset(f"{_ENGLISH} {_SPANISH}".split())
