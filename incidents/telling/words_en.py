"""The words of an English slip. Plain, and each at least two letters from every other."""

_LIST = """
acorn actor adapt adult airport album alley almond alphabet alpine amazing amber anchor ancient
angle animal answer anthem appear apple apricot april apron aquarium arcade archer arctic arena
armchair arrive artist aspen athlete atlas attic audience auditor august aunt author autumn avenue
average avocado awake award azure backpack backyard bacon badger bagel baker balcony ballet
balloon ballpark bamboo banana banjo banner bargain barley barn barrel baseball basket bathtub
battery beach beagle bean beaver because bedroom beetle begin believe belong beside between
bicycle birch birthday biscuit bison blanket blossom blouse bluebell board bobcat bonfire bonnet
bonus bookcase bookmark bookshop border borrow bottle bottom boulder bouquet boutique bowl
bracelet branch brave bread breeze brick bridge bright bring broccoli bronze broom brother brush
bubble bucket buckle budget buffalo build bundle bungalow burger busy butter button buzzard
cabbage cabin cactus cafe calendar camel camera campfire campus canal canary candle canoe canvas
canyon captain caramel caravan cardinal career cargo carnival carpet carrot cartoon cascade cashew
cassette castle cedar celery cement century cereal chair chalk champion change chapel chapter
charcoal charm cheddar cheerful cheese cherry chess chestnut chicken chimney chipmunk chorus
cinema cinnamon circle circus citrus city clarinet classic clever cliff climb clock closet cloth
cloud coach coast coconut coffee collar collect column comet comfort common compass complete
computer concert confetti connect cookie copper copy coral corner correct costume cottage cotton
country courage cousin cowboy coyote crane crayon cream create cricket crimson crisp crocus cross
crossing crowd cruise crumb cuckoo cucumber culture cupboard cupcake curious current curtain
cushion custard cycle cypress daffodil dairy dancer daughter daybreak dazzle decade december deck
deer degree delicate delight deliver delta denim depart desert design develop diamond digital
dignity dinner dinosaur direct discover dishes display distance distant division document dolphin
domino donkey doorbell doorway double downhill downtown dozen dragon drama drawer dressing drift
driver drizzle drum drummer duckling dune dusk eager early earring earth easel east eastward echo
eclipse edge editor educate effort eight eighteen elder element elephant elevator eleven emerald
emotion engine enjoy enough entire envelope episode equal errand essay evening every example
excited expand explain explore express fable fabric fabulous factory falcon family famous farewell
farmer fashion feather february fence fennel ferry festival fiction fiddle field fiesta fifteen
fifty figure finch finish firefly firewood fisher fishing flamingo flannel fleece flexible flicker
float flora florist flourish flower fluffy flute foliage follow forecast forest forever fork
formula fortune forty forward fossil fountain fourteen frame freckle free freeway french fresh
friday friend fringe frost fruit fudge funny furnace future gadget galaxy gallery garage garden
gardener garland garlic garment gate gather general gentle genuine geranium giant ginger giraffe
glacier glass glory glove goat goggles golden goose graceful graduate grammar grandma granite
grape gravy green greeting grocer ground group guava guest guide guitar gumdrop gymnast habit
haircut halfway hall hammock hamster handbook happy hardware harmony harp harvest hawthorn hazel
hazelnut headline hedgehog hello helmet helper heritage heron herring hibiscus hiccup hickory
highland hiking hillside history hobby hockey holiday homework honest honey hood horizon hotel
hour house huddle humble hummus hundred husky hyacinth hybrid iceberg icicle idea igloo iguana
imagine impress improve include index indoors inside inspire instant interest inventor invite iris
iron island ivory jacket jaguar january jasmine jelly jester jigsaw jingle journal journey juggler
juice july jumper junior juniper kangaroo karate kayak ketchup kettle keyboard kilt kindle
kindness kingdom kiosk kitchen kitten kiwi knight knitting knot koala ladder lady ladybug lagoon
lake lamb landmark language lantern laptop larch large lasagna later laugh laundry laurel lavender
leader leaf leaflet learn lecturer ledger legend leisure lemon lemonade length lentil leopard
lesson letter lettuce level liberty library lifeboat lilac lily lime linen lion liquid little
living lizard llama lobster local lollipop long lotus lucky luggage lullaby lumber lunch lynx
macaroni machine magazine magic magnet magnolia magpie mailbox majestic major makeup mammoth
mandarin mango manual maple mapmaker marathon marble marching marigold marsh mascot meadow measure
mechanic melody melon melt member memory mention menu message meteor method midnight milk million
mineral mint miracle mirror mixture model moment monarch monday monitor month monument morning
mosaic mother motor movie muffin mulberry museum music mystery napkin narrow nature navy nearby
necktie nectar nephew nest network neutral never news nibble niece nineteen noodle north notebook
novel november nugget nursery nutmeg nutshell nylon oasis oatmeal object observe ocean october
octopus office olive omelet onion onward opal open opera orange orbit orchard orchid ordinary
organ origami ornament ostrich otter outdoor outlook outside oxygen pacific package paddle page
pagoda painter pajamas palace palette palm pancake panda panel panorama panther pantry papaya
paper parade parcel parent park parsley parsnip partner party passage pasta pasture patio pattern
pavilion peaceful peacock peak peanut pearl pebble pecan pelican pencil penguin people pepper
perfect perfume person petal phone photo phrase pianist piano pickle picnic picture pigeon pillow
pilot pine pinecone pioneer pizza planet plaster plastic plateau platform player playful plaza
pleasant plenty plum pocket poem polar pollen pond popcorn popular porch portrait positive
postcard poster potato pottery practice prairie present preserve pretty pretzel prickly primrose
print prism prize project promise proud pudding pumpkin puppet puppy purple puzzle pyramid quail
quarter quartz question quick quiet quince quiz quote rabbit raccoon radio radish railroad railway
rain rainbow raincoat raisin random raven receipt recipe recycle redwood reef reflect refresh
region regular reindeer relax remember repeat reply rhubarb rhyme rhythm ribbon rice ripple road
robin robot rodeo rooster rosemary royal rubber ruby ruler runner runway safari saffron sailboat
sailor salad salmon salsa sample sandal sandbox sandwich sapphire sardine satin saturday sauce
savanna scarf scarlet school science scissors scoop scooter score screen sculptor seagull seahorse
search seaside season second section seed senior sentence series sesame seven shallow shampoo
sheep shelf shelter shiny shirt shoelace shopper shovel shower sidewalk signal silent silver
sister sixteen sixty sketch skyline slate sleepy sliding slipper smile snail snorkel snowball soap
soccer socks sofa sombrero sonata sorbet south sparkle sparrow speaker spider spinach spiral
sponge sprinkle sprout spruce square squash squirrel stable stadium stairs stamp star starfish
station statue steady steam steel step stitch stocking stone stork straw street string stripe
student studio style sugar suitcase summer summit sunbeam sunday sundial sunlight sunrise sunset
surfer surprise swan sweater sweet swift swim swing sycamore symbol syrup taco tadpole talent taxi
teacher teacup teapot teaspoon tennis tent textile thankful theme thermos thimble thirsty thirteen
thistle thought thousand thread throne thursday ticket tidy tiger timber tiptoe tissue title
toaster today together token tomato tomorrow tonight tool topaz topic tortoise toucan tourist
towel town toybox tractor trail trainer travel treasure triangle tricycle trolley trophy tropical
trout truck truffle trumpet tuba tuesday tugboat tulip tunnel turkey turnip turtle twelve twenty
twilight twin ukulele umbrella uncle unicorn unicycle uniform universe upright upstairs vacation
vanilla vase velvet veranda verse victory video view village vineyard vinyl viola violet violin
visitor voice volcano volume voyage waffle wagon waiter walking walnut walrus waltz warbler
wardrobe warm wave weekday weekend welcome whale wheat wheel whisper wide windmill window windy
winter wisdom wishbone wombat wonder woodland woolly word worker wrapper wreath wren yacht yard
year young zebra zero zipper zucchini
"""
WORDS = tuple(_LIST.split())
