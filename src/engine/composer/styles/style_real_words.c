/* Words of everyday English that look like slips of a word that the lexicons know ("morning" and "mourning", "check"
 * and "chuck"), and are none: who writes them means them. Of a list of 40,000 words, those that likeness took for
 * another one; forms of the same word ("lowers", "lower") are not among them. */
#include "style_table.h"

#include <stdlib.h>
#include <string.h>

#include "bgmusic/base/count.h"

/* By the alphabet. */
/* clang-format off */
static const char *const words[] = {
    "aboriginal", "academic", "academics", "according", "accordingly", "adverb", "advisable", "aiding", "aligns",
    "aline", "alines", "altar", "altitude", "altitudes", "ambiguous", "ambitions", "anaesthetic", "anemia",
    "anesthetic", "anesthetics", "anniversaries", "apathetic", "apple", "apter", "aptitude", "aptitudes", "arcane",
    "archiving", "arising", "astrology", "attack", "auction", "audit", "backbone", "backbones", "backed", "backer",
    "backspace", "backtracking", "bagging", "baling", "balking", "ballasting", "balled", "ballot", "balls",
    "bandaging", "banding", "banker", "banned", "banning", "banter", "bantering", "barging", "baring", "barking",
    "bartering", "bases", "bashes", "basing", "basking", "bastes", "basting", "battering", "baying", "beading",
    "beads", "beaker", "beaks", "beams", "beans", "bearing", "bears", "beast", "beasts", "became", "beets",
    "beheading", "belts", "bents", "bests", "biking", "bills", "blacken", "blacking", "blackjack", "blackjacking",
    "blaming", "blank", "blanking", "blazing", "bleaching", "bleats", "blend", "blight", "blind", "blond", "blooding",
    "bloodying", "blooming", "bluest", "boast", "boasting", "boats", "boding", "boning", "booby", "booing", "booking",
    "booster", "booting", "boots", "booty", "bosses", "bothering", "bottle", "bottoming", "bounty", "bowing",
    "bragging", "brags", "braised", "braising", "braking", "bran", "branch", "brand", "bras", "brash", "brats",
    "brawling", "brays", "brazier", "breaching", "breasting", "brine", "brink", "briny", "broaching", "brocading",
    "brooking", "browned", "browning", "brushed", "brushes", "brusker", "bucking", "buddies", "bugger", "bullet",
    "bulls", "bunking", "buoying", "burned", "burning", "burped", "burping", "burred", "burring", "bushier", "busies",
    "busying", "buying", "buys", "caging", "caking", "calibrate", "calibration", "calking", "caller", "calling",
    "calves", "cancer", "caning", "cantering", "capping", "carding", "carnation", "carping", "carting", "carton",
    "carving", "casing", "cast", "cattle", "caving", "cawing", "celebrity", "cells", "chair", "champing", "chance",
    "chanced", "chances", "chancing", "chanted", "chanting", "chapped", "chaps", "charge", "charged", "charges",
    "charging", "check", "cheery", "chick", "chicken", "chipped", "chiseling", "chiselled", "chiselling", "choking",
    "choppered", "christens", "chuckling", "chunk", "clamber", "clamping", "clamps", "clams", "clanged", "clanging",
    "clank", "clans", "clarity", "clasp", "clasps", "class", "classifies", "claws", "cleat", "cleaver", "clips",
    "clod", "clouts", "cluck", "cocking", "coherence", "coking", "col", "commanded", "commander", "commandos",
    "commodity", "competition", "composite", "compost", "composting", "composure", "condiment", "confidants",
    "confidence", "conforming", "conical", "consorting", "contaminate", "content", "contents", "continent",
    "contorting", "convent", "convergence", "cooing", "cooling", "cooperate", "cooping", "copped", "coring",
    "corking", "corporals", "corporation", "correctest", "corridor", "couching", "county", "coupled", "coursed",
    "courteous", "cover", "covert", "coverts", "coves", "covets", "cowered", "cowering", "cowers", "crack",
    "crackling", "cradling", "cramping", "crane", "crate", "crease", "credit", "cremate", "crofts", "crooking",
    "cropping", "crouching", "crowned", "crowning", "crushed", "crushes", "curbed", "curing", "curios", "curled",
    "curved", "dagger", "damnation", "dancer", "danker", "deadening", "deadlines", "decease", "deceased", "deceasing",
    "deceptive", "decked", "decking", "decks", "decompose", "decomposition", "decorates", "decreeing", "dedicate",
    "dedicated", "dedicates", "deducing", "deducting", "deductive", "deepening", "defeating", "defecting",
    "defective", "defectives", "defending", "defensing", "deflating", "deflected", "deflecting", "degenerate",
    "dejecting", "delegated", "delegating", "deplete", "depleted", "depleting", "deport", "deported", "deporting",
    "deports", "depriving", "deranging", "deriving", "deserting", "dessert", "detecting", "detesting", "detonation",
    "digressed", "digressing", "dinned", "directive", "disbursing", "discovered", "discredit", "discrete",
    "disowning", "distorting", "diverting", "diving", "docked", "docking", "docks", "domination", "dooming", "douses",
    "downed", "downing", "downs", "drabs", "drafting", "drawling", "drawn", "draws", "dreads", "drearier", "dreary",
    "dregs", "dripped", "dripping", "driveling", "droned", "droning", "droop", "drooped", "drooping", "droves",
    "drowsed", "drowsing", "drugging", "drugs", "ducklings", "ducts", "dunked", "dunking", "dunks", "duplicate",
    "easier", "eastern", "edger", "edicts", "eighteens", "eightieth", "eightieths", "ejection", "ejections",
    "elector", "electrode", "eliciting", "emits", "employing", "empress", "emulation", "engendering", "enlargement",
    "enterprise", "enterprises", "erection", "erections", "escorting", "escorts", "excepting", "exchanging",
    "excising", "excite", "exclusive", "excreting", "excuse", "executing", "execution", "exhort", "exhorting",
    "exiting", "exits", "expansive", "expecting", "expend", "expensive", "expert", "expiration", "expire",
    "explanation", "expletive", "exploding", "exploitation", "exploiting", "exporters", "extent", "extort",
    "extorting", "faces", "facing", "factor", "factors", "fakes", "faking", "falter", "faltering", "familiars",
    "fares", "faring", "farther", "fasten", "fates", "fating", "fazes", "fazing", "feather", "feint", "felines",
    "feller", "fester", "fiftieths", "filler", "filtering", "finalist", "finalists", "fireplace", "flaring", "flint",
    "flouting", "flowered", "flowering", "flues", "fluke", "flukes", "flusher", "fluxes", "formulate", "foster",
    "freighter", "frowned", "frowning", "funnier", "gaging", "galley", "gaping", "garbage", "gardenias", "gating",
    "gazing", "gentile", "gentlemen", "gladdening", "glaring", "glimmer", "glowered", "glowering", "goosed",
    "gradation", "gradations", "graffito", "grappling", "grimier", "grouching", "grudge", "hairier", "haling",
    "haltering", "hanging", "hanker", "harking", "harmonize", "harry", "hashed", "hawking", "heaping", "hearing",
    "heartbeat", "hearth", "heartiest", "heater", "heating", "heaving", "heeding", "heeling", "heifer", "heralding",
    "herding", "heroin", "herons", "herpes", "hiding", "hijacking", "hikes", "hipping", "hires", "hiring", "hit",
    "hives", "hiving", "hocking", "holster", "homeless", "hospitable", "housework", "hunted", "hunting", "husked",
    "hysterical", "importing", "imposition", "impotence", "inanimate", "incense", "incensing", "inclusive", "inert",
    "infantries", "inferior", "inferiors", "inland", "inquiring", "insect", "instigate", "instigation",
    "intelligible", "intensive", "interviewers", "intimidate", "intonation", "intricate", "invert", "invocation",
    "jacking", "jangle", "jerkier", "jiggle", "journeying", "juggle", "kinks", "knack", "lacking", "lager", "lamer",
    "laser", "lathering", "lawyer", "laxer", "leading", "leerier", "lesion", "lessen", "levee", "lever", "likelier",
    "linger", "lodger", "lodging", "logger", "logging", "loitering", "looming", "loose", "loser", "lounging",
    "lovelier", "loveliness", "lover", "lucking", "lunging", "luster", "lusting", "maintains", "making", "manacling",
    "marked", "marker", "marking", "marriage", "marriages", "marveling", "mashing", "massing", "mastering", "mastery",
    "masts", "mated", "mating", "mattering", "mealier", "mediation", "medication", "medications", "medicinal",
    "meringue", "meringues", "message", "meted", "meting", "militancy", "missive", "moldier", "momentary", "morning",
    "mothering", "mothers", "mucking", "muddles", "muddling", "mused", "musing", "mutiny", "mutter", "naked",
    "naturalize", "neural", "niceties", "nighttime", "nineteens", "ninetieth", "ninetieths", "nippier", "nipping",
    "nodes", "noose", "noses", "noted", "noticed", "notifications", "odder", "officer", "offices", "older",
    "operating", "operation", "opposition", "order", "orientate", "originate", "outer", "outran", "outwit",
    "overdoing", "overdosing", "overeating", "overhearing", "overheating", "packing", "padding", "palate", "palates",
    "paperback", "passage", "passages", "pattering", "paunchier", "pelleting", "penetrate", "pepper", "pepping",
    "permission", "persuasion", "peskier", "pest", "pierce", "planed", "planes", "plants", "plates", "plausible",
    "plops", "plots", "plows", "ploys", "plumped", "plumping", "plusher", "podding", "poignancy", "potent",
    "pouching", "powdering", "powered", "powering", "praised", "praising", "precede", "precedes", "preclude",
    "precluded", "precludes", "preservation", "primmer", "probation", "prodding", "prods", "produce", "producing",
    "prolog", "proportion", "proportional", "propped", "propping", "prosperity", "pulped", "pulping", "pupped",
    "pupping", "puree", "purged", "purse", "quilt", "racetrack", "racking", "ragging", "raging", "raided", "raiding",
    "railed", "railing", "rained", "raining", "raisin", "raisins", "raking", "rancher", "ranchers", "raping",
    "raring", "rashes", "rating", "raving", "ravishing", "razing", "reader", "readying", "reaming", "reaping",
    "rearing", "rebellion", "rebellions", "recentest", "recite", "reclamation", "recreated", "recreates",
    "recreating", "redder", "redefined", "reenforce", "reenforced", "reenforces", "refer", "refinement", "reflexive",
    "refrained", "reined", "relapsing", "related", "relating", "relayed", "relaying", "releasing", "relenting",
    "reloading", "relocation", "remote", "rending", "reparation", "repercussion", "replacing", "repleting",
    "reporting", "reproving", "requirement", "rereading", "resemblance", "resent", "resolving", "respective",
    "retarding", "revel", "revere", "revery", "revile", "revive", "revolving", "rewarding", "ricing", "riding",
    "righter", "riling", "rinsing", "ripping", "risking", "rooming", "roost", "roosting", "rots", "ruining",
    "runaway", "runnier", "ruses", "rusted", "sacking", "sailing", "sallow", "sample", "sampler", "scalier",
    "scalloping", "scarcer", "scare", "scares", "scope", "scorn", "scram", "scrape", "scraps", "scratching",
    "scrawling", "scrawls", "scream", "screaming", "screeching", "secedes", "secrete", "seducing", "seedier",
    "selecting", "selective", "seminary", "seventeen", "seventeens", "shade", "shaken", "shakes", "shallow",
    "shallows", "shame", "shameless", "shape", "share", "shares", "shaver", "sheave", "shirts", "shoots", "shopped",
    "shore", "shores", "shouts", "shove", "shower", "showering", "showman", "shrank", "shriek", "shrine", "shrunk",
    "sideshow", "sideshows", "simile", "simmer", "simplex", "simplified", "sipping", "siring", "sixtieths",
    "sketching", "skying", "slave", "slaves", "slithering", "slouching", "slummer", "smattering", "smiting",
    "smoldering", "smoothing", "smother", "snake", "snakes", "snarl", "snarls", "sneaker", "sneaking", "snitch",
    "snore", "snores", "snorts", "snowballs", "softening", "soiling", "solders", "spanned", "spare", "sparer",
    "spares", "sparing", "speakers", "spearing", "specking", "sped", "spend", "spewed", "spied", "spore", "spores",
    "spouts", "sprang", "sprawling", "spreading", "springs", "sprint", "sprung", "spurts", "spying", "squeaking",
    "stagger", "stalking", "stamping", "stamps", "stare", "stares", "stave", "staves", "steadying", "steaming",
    "stings", "stitching", "store", "strand", "stranger", "strangle", "strangles", "strap", "streak", "streaking",
    "streamline", "streetcar", "stressing", "strikings", "stripe", "strips", "stript", "strumming", "strung",
    "studding", "subset", "sucking", "summed", "sundae", "sundry", "superiors", "supple", "surfacing", "surging",
    "suspender", "suspicions", "swamp", "swapping", "swaps", "swore", "tacking", "tacks", "taking", "tanking",
    "tasking", "tempt", "tended", "tender", "tenders", "tenser", "tenure", "terrier", "terser", "thicket", "thistle",
    "threading", "thresh", "thyme", "ticketing", "tiles", "timeliest", "tinder", "tipping", "tirade", "tireless",
    "toddle", "tones", "topical", "torch", "torching", "touchy", "tough", "towered", "towering", "trace", "traces",
    "tract", "tracts", "trailing", "trainer", "transfers", "transitional", "transport", "trawler", "trawling",
    "trick", "tricking", "trickling", "tricks", "trilling", "trimmer", "truck", "trucks", "trumped", "tubes",
    "tucking", "tunas", "unbearable", "unbeatable", "unceasing", "unchanged", "underrate", "underrated", "underrates",
    "undertaker", "undying", "unfriendlier", "unhappier", "unkind", "unmasking", "unoriginal", "unreadable",
    "unseating", "upsetting", "vats", "venerate", "venerated", "venerates", "veteran", "vibrate", "vibrates",
    "vicarious", "vices", "vicing", "victor", "videotape", "villas", "vines", "vises", "vising", "vocation",
    "vocations", "vouching", "wadding", "waistline", "waiting", "walker", "walking", "walloping", "wallowing",
    "wallows", "warier", "watches", "weakening", "wedging", "weeding", "weightiest", "welder", "welding", "weltering",
    "whittle", "whittling", "wholesale", "wider", "wilier", "winches", "winner", "wishful", "woodier", "wrestling",
    "writhing", "yacking", "yearlings", "yellower", "zipping", "zooming",
};
/* clang-format on */

static int by_alphabet(const void *key, const void *row)
{
    return strcmp(key, *(const char *const *)row);
}

bool style_is_real_word(const char *word, size_t length)
{
    char text[32];
    if (length >= sizeof text)
        return false;
    memcpy(text, word, length);
    text[length] = '\0';
    return bsearch(text, words, COUNT(words), sizeof *words, by_alphabet) != NULL;
}
