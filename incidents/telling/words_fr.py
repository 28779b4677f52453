"""The words of a French slip. Plain, and each at least two letters from every other."""

_LIST = """
abeille accent accord acier acteur adresse affiche agenda agneau agrafe album algue aliment
alouette alpage alphabet amande ambre amical ananas ancre animal année antenne antilope août
appareil appel apporter arbuste arcade archet ardoise argent argile armoire arôme arrivée arrosoir
artiste asperge assiette atelier athlète atlas aube auberge audace aurore autobus automne autruche
avant avenir avenue averse avion avoine avril azur bagage baguette balade balai balance balcon
baleine bambou banane bandeau banjo barbecue barque basilic basket bassin bateau bâtiment batterie
baudrier beau beauté belette berceau berger besace beurre bijou billet biscuit bison bleu bleuet
blouson bobine bocal bois boisson boîte bonbon bonheur bonjour bonnet bonsoir bord bordure bottine
bouchon boucle bouée bougie bouillon bouleau bouquet bourgeon boussole boutique bouton bracelet
branche brave brebis brevet brioche brique brise brochure brocoli brouette brousse bruit brume
buffet bureau cabane cabinet câble cacao cactus cadeau cadran cadre café cahier caille caillou
caisson calcul calme camarade caméléon caméra camion campagne camping canapé canard caneton canne
cannelle canot cantine capitale capuche caramel caravane carnaval carnet carotte carreau carte
carton cascade casque cassis castor céleri centaine centre cercle céréale cerf cerise cerisier
chaise chalet chaleur chaloupe chambre chameau chamois champ chance chandail chanson chant
chapitre chariot charme chaud chemin cheminée chemise chêne chenille cheval chèvre chiffon chiffre
chimie chocolat choix chorale chou chouette ciel cigale cigogne cinéma cinq cirage cirque ciseaux
citerne citron clair clapotis classe clavier climat cloche clôture coffre coin colibri collage
collier colline colombe colonne comète comique commode compas comptoir congé copain copeau
coquille corail corbeau cordon costume coton couleur coupole courage courbe courrier cousin
couture crabe cravate crayon crémerie crêpe creux crevette crinière crocus croquis cuillère cuir
cuisine cuivre culture curieux cycle cygne cyprès dahlia dauphin décembre décor délice demain
dentelle départ désert dessin détail deux diamant dictée dimanche dîner diplôme disque distance
dizaine domaine domino dossier douceur douzaine dragon drapeau drôle duvet écharpe échelle écho
éclipse école écorce écran écureuil écurie édredon effort élan élégant éléphant élève émail
émeraude emploi encore énergie énigme ensemble entier entracte entrée envie épicerie épinard
éponge époque équerre équipage équipe érable escale escalier escargot espace espoir essai estrade
étage étagère étain étang éternuer étoffe étoile étonner étroit étude éventail évier examen
exemple exercice explorer exposé express extrait fabrique façade facile faïence faisan falaise
famille fanfare farine fauteuil faveur fenêtre fenouil ferme fermier festin festival feuille
feutre février ficelle fidèle fierté figuier figure filet filleul fine flamant flambeau flanelle
fleur fleuve flocon flore flotte flûte foire folklore fontaine football forêt forgeron formule
fossile foulard foule fournil foyer fraise français frère frigo frimas frisson froid fromage futur
galerie galet galette galop gamelle gant garage garderie gare gauche gaufre gazon gelée genêt
gentiane gentil géranium gerbe geste girafe girofle givre glace glacier glaise globe gobelet
goéland gomme gondole goudron gourde gourmand goutte grain grand grange granit grappe gravure
grenier grillon grimper grive grotte groupe guêpe guichet guide guitare gymnase habile habit hamac
hamster hangar hanneton haricot harmonie harpe hasard haut hérisson héron hêtre heureux hibou
histoire hiver hockey homard horizon horloge hôtel houblon huile huit huître humble humeur hutte
hymne idéal idée igloo iguane image imiter immense imprimer indice indigo insecte instant inviter
iris isoler ivoire jacinthe jade jaguar jante janvier jardin jasmin jazz jetée jeton jeudi
jeunesse jogging joie joli jongleur jouet jour journal joyeux judo juillet juin jumeau jumelles
jument jungle jupe juste karaté kayak kimono kiosque kiwi klaxon koala lagune laine laiterie
laitue lampe lampion lancer langage lanterne lapin large laurier lavabo lavande leçon légende
légume lentille léopard lettre levain levure lézard liberté lierre ligne lilas limonade lion
liquide lisière litre loisir long losange loup loutre loyal lucarne lueur luge lumière lundi
lunette lustre lutin luzerne macaron machine magasin magicien magie magnolia maillot maison malice
mallette mammouth manche manège mangue manteau maquette marais marbre marchand mardi marée marelle
marin marmite marmotte marron mars mascotte matelas matelot mauve médaille mélange mélèze mélodie
melon membre mémoire menthe menu merci mercredi meringue merle métal météo métier meuble meunier
midi miette mille mimosa minuit minute miracle miroir mitaine mobile modèle moderne moineau moitié
moment monde moniteur monnaie montagne montre monument morceau mosaïque moteur moto mouette moulin
mousse muguet mulot multiple mûrier murmure muscade musée musique myosotis myrtille mystère
nacelle nageoire nager nappe narcisse natation natte nature navet navette navire nectar neige
nénuphar neuf neveu nichoir nièce noisette nombre nougat nouille nouveau novembre noyau nuage
nuance numéro oasis objet observer océan octobre odeur œillet office oignon oiseau olive olivier
ombrage omelette oncle onze opale opéra orbite orchidée oreiller orge origan origine ornement
ortie oseille osier otarie ouest ours ourson outil ouvrage oxygène pagaie page pain palais palmier
palourde panda panier panneau panorama pantalon panthère papaye papillon paquebot paquet parade
parasol parc pardon parent parfum parole partage partie pastel pastèque pâtes patience pâturage
pause pavage paysage pêche pêcheur peigne peintre pélican pelle pelote pelouse peluche pendule
pensée pépin perdrix perron persil peuplier pharaon phare phoque photo phrase piano pigeon pinceau
pingouin pinson pirogue piscine pistache piste pivoine pizza placard plafond plaisir planche
planète platane plateau plongeon pluie plumier pluriel poème poésie poignée pointe poireau poirier
poivre poivron polaire pollen polygone pommier poney pont porche portail portrait potager poterie
potier potiron poupée pourpre poussin prairie pratique préau premier prénom présent presse prix
problème produit projet propre prune puits pull pupitre puzzle pyjama pyramide quai quartier
quartz quatorze quatre question quiche quille quinze racine radio rafale raisin rallye rame rameau
rangée rapide récolte recueil refrain refuge regard région règle relais relief remorque renne
repas reptile réserve résine ressort retour réunion réussite rêve réveil rhubarbe rideau rire
rivière robe robinet robot roche roman romarin ronce rond rondin roseau rosée rotin rouge ruban
ruelle ruisseau sacoche safran salle salon saluer samedi sandale sardine satin sauce saumon savane
savoir scarabée sceau scène science scooter seigle seize semaine semence semoule sept série sésame
siècle sieste sifflet signal silence silex sillon simple siphon sirop sobre soigneux soir soja
soleil solide solution sommeil sommet sonate sonnette sorbet sorbier souche soucoupe souffle
soulier soupe soupière source sourire souris sphère spirale sport square stade station statue
steppe store studio style sucre suite sujet surf surface surprise sycomore symbole système tableau
tablier tabouret talent tambour tamis tandem tanière tasse taxi teinture temps tennis tente
terrain terrasse terre théâtre théière thème thermos thym ticket tiers tige timbre tissage tissu
toast toit tomate tonneau torchon torrent tortue total toucan toupie tourisme tracteur traîneau
trajet trapèze travail trèfle treize tremplin trésor triangle tribune tricot tricycle trio trône
trottoir truffe truite tulipe tunique tunnel turbine turbot tutoyer uniforme union unité univers
usage usine utile vacances vague vaisseau valise vallée vanille vapeur vaste vedette végétal vélo
velours vendredi vent ventouse véranda verdure verrière vers version verveine viaduc vibrer
victoire vidéo vignoble village vinaigre vingt viola violet violette violon virgule visage visite
vitesse vitrail vitrine vivier voile voilier voisin voiture voix volcan volière voltige volume
voyage voyageur voyelle wagon yacht yaourt yoga yourte zèbre zébu zénith zéro zigzag zinc
zone
"""
WORDS = tuple(_LIST.split())
