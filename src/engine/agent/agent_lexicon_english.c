/* The words of editing, English. */
#include "agent_lexicon.h"
#include "bgmusic/base/count.h"

/* clang-format off */
const struct lexeme agent_words_english[] = {
    /* joints */
    {",", WORD_JOINT, JOINT_SOFT, 0},
    {".|!|;|\n|but|though|although|however|yet", WORD_JOINT, JOINT_HARD, 0},
    {"then|after that|and then|afterwards|from then on|and from then on|and from there|and after that", WORD_JOINT, JOINT_THEN, 0},
    {"?", WORD_JOINT, JOINT_ASKS, 0},
    {"and|or|nor|plus|&|as well as|+", WORD_JOINT, JOINT_AND, 0},
    {"oh wait|oh no wait|oh wait no|hang on|hold up|no hang on|wait a sec|wait a second|wait a minute|wait a moment|hmm no|hm no|uh no|um no|er no|oh no|whoops|my bad|my mistake|i meant to say|or better|or better yet|better yet|strike that|forget that|no wait|wait no|no, wait|wait, no|wait|i mean|i meant|actually no|actually|no actually|or rather|rather|sorry|correction|"
     "scratch that|make that|on second thought|on second thoughts|oops", WORD_JOINT, JOINT_INSTEAD, 0},
    {"because|since my|since we|since he|since she|since they|since there|since our|since people|given that|seeing that|seeing as|considering that|the reason being|on account of|due to|for the sake of|since the|so that|cause|cuz|because of|as otherwise|otherwise", WORD_BECAUSE, 0, 0},
    {"if|unless|whenever it|in case|provided", WORD_IF, 0, 0},
    /* refusing */
    {"i'd rather not|i would rather not|rather not have|i don't think|don't think|do not think|i doubt|don't|dont|do not|not|never|doesn't|does not|didn't|did not|shouldn't|should not|must not|mustn't|won't|will not|isn't|"
     "is not|aren't|are not|wasn't|wouldn't|would not|can't|cannot|can not|no longer|nobody wants|stop making|avoid|rather not|nobody said|no one said|i never said|i didn't say|i did not say|never said|nobody told you to|nobody asked you to|no one asked you to|i didn't tell you to|i never told you to|not asking for|not asking you to|i'm not asking for|i'm not asking you to|never asked for|didn't ask for|did not ask for|never wanted|didn't want|"
     "isn't it|don't you dare|don't ever|never ever|under no circumstances|by no means|hate|don't like|dislike|do not like|nothing to", WORD_NOT, REFUSAL_NOT, 0},
    {"not that|not so|not quite so|not quite that|not as|not this", WORD_NOT, REFUSAL_SO, 0},
    {"no need to|there's no need to|there is no need to|no reason to|needn't|doesn't need to|don't need to|do not need to|you don't have to|don't have to", WORD_NOT, REFUSAL_NEEDLESS, 0},
    {"no more|no more of that|no more of the|no more of this|no need for|no|none of|zero|not a|not any", WORD_NOT, REFUSAL_NO, 0},
    {"free of|free from|clear of|devoid of|without|without any|w/o|minus|except for the lack of", WORD_NOT, REFUSAL_WITHOUT, 0},
    {"anything but|everything but|all but|anything except|anything other than|something other than", WORD_NOT, REFUSAL_BUT, 0},
    /* acts */
    {"adding|ad a|ad the|ad some|add|put|put in|insert|create|compose|generate|give|give me|give it|include|bring in|throw in|mix in|layer|drop in|apply",
     WORD_ADD, 0, 0},
    {"tunr|trun|mkae|amke|maek|make|set|get|turn|go|try|go for|let|keep it at|do|adjust|bring|have|become|should be|needs to be|must be|should sound",
     WORD_MAKE, 0, 0},
    {"would fit better|fits better|would suit it better|would work better|would be a better fit|suits it better|would be a better choice|i'd prefer|i would prefer|we'd prefer|i'd rather have|i'd rather|i would rather have|i want|i need|i would like|i'd like|we need|we want|i'd love|i would love|need|needs|want|wants|wanna|looking for|would benefit from|could benefit from|would benefit from having|would profit from|could do with|would do well with|would be better with|is better with|would be nicer with|would be better off with|begs for|calls for|cries out for|is crying out for|deserves|is missing|lacks|is lacking|would gain from|could use|would be lovely|would be great|would be awesome|would be amazing|would be cool|would be sweet|would be perfect|what if we|what if you|why don't we|why don't you|why not|wouldn't hurt|'d be nice|'d be lovely|'d be great|it would be nice if|wouldn't it be nicer if|wouldn't it be nice if|wouldn't it be better if|wouldn't it be great if|wouldn't it be cool if|isn't it better if|might it be better if|would be nice if|it would be great if|would be great if|it'd be nice if|it'd be great if|i would like it if|i'd like it if|"
     "i'd love it if|it would be better if|would be better if|i was wondering if|wonder if you could|would be cool if|it would be good if|would be good if|would be better|"
     "would like|would be nice|it would be nice|should have|gimme", WORD_WANT, 0, 0},
    {"totally quiet|completely quiet|dead quiet|totally silent|completely silent|dead silent|total silence|complete silence|pure silence|mute|silence|silent|muted|nothing playing|nothing plays|nothing should play|nothing to play|have nothing play|nothing audible|nothing to be heard|not a sound|not a note|no notes at all|no sound", WORD_REMOVE, 1, 0},
    {"off the screen|off screen|trash|bin it|nuke|chop off|chop|removing|deleting|dropping|muting|taking out|hide|hides|throw out|toss out|toss|chuck out|chuck|dump|axe|yank|kick out|hold the music back|hold back the music|wait with the music|wait with it|hold the music|hold the song|hold it off|hold back|hold off|hold it back|hold off the music|hold off with the music|remove|delete|drop|take out|take away|take off|get rid of|disable|turn off|switch off|cut out|cancel|off|out|"
     "erase|kill|eliminate|lose|strip|strip out|leave out|omit|ditch|scrap|exclude|skip|taken out|removed|gone|clear|wipe|unplug|shut off|cut the|take|away",
     WORD_REMOVE, 0, 0},
    {"sub out|replace|swap|substitute|exchange|rather than|instead of|in place of|replaced|swap out|trade", WORD_REPLACE, 0, 0},
    {"instead", WORD_REPLACE, 1, 0},
    {"keep your fingers off|fingers off|your fingers off|paws off|hands off|keep your hands off|stay away from|keep away from|don't you touch|steady|constant|at the same level|on the same level|at one level|keep|leave|preserve|retain|stays|stay|remain|remains|hold on to|same", WORD_KEEP, 0, 0},
    {"run|keep running|keep playing|use|using|play|plays|playing", WORD_USE, 0, 0},
    {"transpose|transposed|move|shift|place|relocate|push|slide", WORD_MOVE, 0, 0},
    {"a gap|gap|a break|a short break|a small break|a little break|a short pause|a brief pause|a short silence|a brief silence|a moment of silence|a rest|a breather|a pause|pause|pauses|take a break|takes a break|rest|rests|fall silent|falls silent|go silent|goes silent|go quiet|goes quiet|disappear|disappears|vanish|vanishes|go away|goes away|drop out|drops out|stop|stops|end|ends|finish|finishes|stopped|finished|ceased|cease|quit|halt|cut off|should stop|should end|ended|stopping", WORD_STOP, 0, 0},
    {"a pause|a stop|breaks off|stops dead", WORD_STOP, 1, 0},
    {"before the music starts|before starting the music|before starting|before it starts|before the music comes in|before it begins|before the music begins|before bringing the music in|before you start the music|before the music kicks in|before it kicks in|appear|appears|start|starts|begin|begins|starting|beginning at|kick off|began|begun|starts off|starts out|start off|start out|started|come in|came in|came|comes in|enter|enters|should start|bring the music in|bring the song in|bring it in|let the music in|let it in|bring in the music|let the music come in|let it come in|brings it in|join|joins|join in|joins in|chime in|chimes in|drop back in|kicks in|kick in",
     WORD_START, 0, 0},
    {"bring back|bring them back|bring it back|restore|back in|put back|come back|comes back|come back in|comes back in|come in again|comes in again|kick back in|kicks back in|resume|resumes|continue|continues|carry on playing|carries on playing|starts again|start again|returns|audible again|heard again|be audible again|be heard again|should be heard again|hearable again|reinstate|turn on|switch on|enable|unmute|re-enable|back on|"
     "return", WORD_BRING, 0, 0},
    {"back", WORD_BRING, 1, 0},
    {"change|touch|alter|modify|mess with|switch|edit|changing|touching|altering|tweak|changed|switch to|change to|changes|rename|retitle", WORD_CHANGE, 0, 0},
    {"show|write|display|print|type|overlay", WORD_SHOW, 0, 0},
    {"was worse|is worse|that's worse|it's worse|take back|cancel the last|cancel that|cancel my last|scrap the last|scrap that|drop the last change|take back the last|remove the last change|forget the last|take me back|take us back|not what i meant|not what i wanted|not what i asked for|isn't what i meant|isn't what i wanted|wasn't what i meant|wasn't what i wanted|not what i asked|was a mistake|were a mistake|was a bad idea|was not a good idea|wasn't a good idea|wasn't such a good idea|was a bad call|was wrong|undo|revert|take that back|take it back|roll back|undo that|undo it|ctrl z|ctrl-z|a step back|one step back|go a step back", WORD_UNDO, 0, 0},
    {"put that change back|put the change back|bring that change back|bring the change back|reapply it|reapply that|apply it again|apply that again|do that again after all|put it back the way i had it|do it again|redo|undo the undo|do it again after all", WORD_REDO, 0, 0},
    {"like before|as before|same as before|like last time|like earlier|was fine before|was good before|was ok before|was okay before|was better before|was perfect before|was nice before|the way it used to be|like it used to be|how it used to be|as it was|like it was|go back|back to|went back to|going back to|go all the way back to|hop back to|jump back to|go back to|return to|switch back|switch back to|revert to|roll back to|restore version|get back to|"
     "change back|change back to|back to how it was|back to the way it was|back to what it was|as it was before|how it was before|the way it was before|like it was before|how it was|start over from|start again from|start over with version|was better|were better|was nicer|i liked|i preferred|i prefer|after all|bring back version", WORD_BACK, 0, 0},
    {"just give me the file|the final file|give me the video|give me the file|give me the final video|give me the result|give me the finished video|hand me the file|hand me the video|send me the file|send me the video|i'll take the file|final file|the final video file|the finished file|finish it up|wrap it up|finalize it|finalise it|finalize the video|finalise the video|finish the video|render it|export|download|save|render|publish|output|exporting", WORD_EXPORT, 0, 0},
    /* directions */
    {"beef up|beef it up|fatten|fatten up|bulk up|thicken|ramp it up|jack up|nudge up|edge up|raising|increasing|boosting|turning up|turned up|brought up|amplify|amplified|strengthen|heighten|enhance|push it up|bring it up|take it up|up|raise|increase|boost|turn up|crank up|crank|bring up|pump up|bump up|bump|lift|raised|push up", WORD_TURN, 1, 0},
    {"thin out|lessen|nudge down|edge down|scale back|scale down|wind back|rein in|rein it in|bring it lower|mellow out|reducing|decreasing|turning down|lowr|lwoer|loewr|turned down|brought down|taken down|attenuate|diminish|quieten|quieten down|hush|subdue|mute a bit|push it down|push down|dwon|donw|shave off|shave|knock off|come down|comes down|go down|goes down|trim it by|back down|bring it down|bring it down a bit|take it down|knock it down|knock down|knock|down|lower|reduce|decrease|turn down|bring down|cut down|tone down|dial down|dial back|lower down|drop down|go lower|"
     "lowered|lowering|pull back|pull down|decreased|ease off|ease|soften|pull it back|back off|dip|tame", WORD_TURN, -1, 0},
    {"right down|way down|dip down|step back|steps back|recede|recedes|make room|makes room|give way|gives way|out of the way|sit back|sits back|to the back|into the background|duck down",
     WORD_TURN, -1, 0},
    {"come through more|come through better|come through clearer|come through stronger|cut through more|cut through better|come forward|come to the front|come to the fore|more audibly|right up|way up|to the front|up front|upfront|to the foreground|more present|more noticeable|further forward|more in front|more prominent|stand out more|stand out|into focus", WORD_TURN, 1, 0},
    {"hard to follow|difficult to follow|tough to follow|hard to catch|hard to make out|clearer|more intelligible|easier to understand|more understandable|easier to hear|nobody understands|no one understands|nobody can understand|no one can understand|people don't understand|better to hear|better audible|well audible|nobody can hear me|no one can hear me|people can't hear me|nobody hears me|no one hears me|they can't hear me|you can't hear me|you can hardly hear me|you can barely hear me|can't be heard|cannot be heard|unintelligible|can be heard|be heard|i can be heard|can't understand|cannot understand|can not understand|hardly understand|hard to understand|can't make out|ouder|loder|luder|loudr|louder|more volume|higher volume|turned up|more audible|wasn't loud enough|aren't loud enough|still not loud enough|doesn't come through|not coming through|drops too much|goes down too much|drops too much|drops way too much|drops too far|drops far too much|goes down too much|goes down way too much|dips way too much|dips too much|drops too far|dips too far|sinks too much|falls too much|too quiet|to quiet|too soft|too low|too silent|too faint|not loud enough|"
     "isn't loud enough|barely audible|barely hear|hardly hear|can't hear|can not hear|cannot hear|can't really hear|inaudible|"
     "not audible|drowned by|is drowned|drowned|drowned out|drowns|get lost|are lost|get buried|gets buried|get drowned|gets drowned|getting lost|getting buried|getting drowned|gets lost|is lost|could be louder|loud enough not|hard to hear|don't hear|do not hear", WORD_LOUD, 1, 0},
    {"swallows|swallow|swallowing|eats up|buries|burying|bury|masks|masking|drown|drown out|not quiet enough|isn't quiet enough|wasn't quiet enough|not soft enough|drowning me out|drowns me out|drown me out|drowning out my voice|drowning my voice|burying my voice|covering my voice|quieter|as quiet as a whisper|whisper-quiet|whisper quiet|down to a whisper|to a whisper|softer|less volume|less loud|too loud|to loud|way too loud|too noisy|overpowering|too much volume|more quiet|"
     "more quietly|more softly|overwhelming|drowning out|drowns out|covers|drowning|overpowers|louder than|less noisy|kinda loud|kind of loud|"
     "pretty loud|a bit loud|a little loud|rather loud|quite loud|so loud|less prominent|hushed", WORD_LOUD, -1, 0},
    {"loud", WORD_LEVEL, 1, 0},
    {"quiet|low volume|low|faint", WORD_LEVEL, -1, 0},
    {"double time|double-time|at double time|faster|quicker|speed up|speed it up|too slow|to slow|speedier|more speed|drags|dragging|sluggish|pick up the pace|more uptempo|"
     "isn't fast enough|wasn't fast enough|not fast enough|hurry|quicken|accelerate|snappier|speeding up|more briskly|brisker", WORD_FAST, 1, 0},
    {"slower|slow down|slow it down|slow|too fast|to fast|too quick|less fast|more slowly|rushed|rushes|too hectic|"
     "slow the|decelerate|half-time|half time|not so fast|not slow enough|isn't slow enough|slowed down|slowing down|less hurried", WORD_FAST, -1, 0},
    {"fast|quick", WORD_PACE, 1, 0},
    {"last longer|longer|too short|extend|lengthen|more time|prolong|stretch", WORD_LONG, 1, 0},
    {"cut the music short|cut it short|cut short|cut the song short|shorter|too long|shorten|less time", WORD_LONG, -1, 0},
    {"stronger|harder|deeper|heavier|more strongly|more aggressive|more pronounced|strong", WORD_STRONG, 1, 0},
    {"weaker|lighter|gentler ducking|milder|less strongly|subtler|shallower", WORD_STRONG, -1, 0},
    {"too early|too soon|later|a little later|delay|delayed", WORD_LATER, 1, 0},
    {"too late|earlier|sooner", WORD_LATER, -1, 0},
    {"more of|more|some more|additional|extra|higher|further", WORD_MORE, 1, 0},
    {"less|fewer|not so much|not as much|not that much|less of", WORD_MORE, -1, 0},
    {"distracting|annoying|irritating|disturbing|gets on my nerves|get on my nerves|getting on my nerves|bothers me|bother me|bugs me|in the way|a bit too present|too present|too dominant|too prominent|too busy for me|too much|too many|over the top|too far|overdone|way too much|that's too much|a bit much|went too far|too extreme|too drastic|too radical|overkill|overdoing it|overdid it|too strong|too heavy", WORD_TOO, 0, 0},
    {"not enough|too little|too few|not nearly enough", WORD_ENOUGH, 0, 0},
    {"barely any|hardly any|only barely|a bit of|a little of|a touch of|a hint of|a dash of|the tiniest bit|tiniest bit|a fraction|fractionally|a whisker|a hint|a dash|just barely|a nudge|the slightest bit|a bit|a little|slightly|a touch|a little bit|somewhat|a hair|a tad|a smidge|a notch|a tiny bit|just a hair|minimally|marginally|"
     "a shade|bit|little|lil bit|a lil bit|lil|a wee bit|wee bit|like a bit|like a little|like a tiny bit|ever so slightly|a few|gently|tiny|kind of|kinda|a pinch|a smidgen", WORD_DEGREE, -1, 0},
    {"a lot of|lots of|plenty of|noticeably|clearly|markedly|decidedly|audibly|visibly|totally|absolutely|extremely|incredibly|insanely|much|a lot|far|way|considerably|significantly|like way|like really|drastically|lots|very|really|much much|a great deal|by a lot|substantially|"
     "dramatically|way way|super|loads|massively|a good deal|tons", WORD_DEGREE, 1, 0},
    {"half|halve|half as|by half|half the|in half|cut in half|50 percent of", WORD_FACTOR, 0, 0.5},
    {"one and a half times as|one and a half times|half again as", WORD_FACTOR, 0, 1.5},
    {"twofold|two-fold|double|twice as|twice the|two times|by two|doubled", WORD_FACTOR, 0, 2},
    {"threefold|three-fold|triple|three times as|three times", WORD_FACTOR, 0, 3},
    {"a third as|one third|a third of|third of", WORD_FACTOR, 0, 0.3333},
    {"a quarter of|quarter", WORD_FACTOR, 0, 0.25},
    {"a fifth of|one fifth|fifth of|a fifth", WORD_FACTOR, 0, 0.2},
    {"two thirds|two thirds of", WORD_FACTOR, 0, 0.6667},
    {"three quarters|three quarters of", WORD_FACTOR, 0, 0.75},
    {"a tenth of|a tenth|one tenth", WORD_FACTOR, 0, 0.1},
    {"by a third|by one third", WORD_FACTOR, FACTOR_SHARE, 0.3333},
    {"a third|one third less", WORD_FACTOR, FACTOR_SHARE, 0.3333},
    {"by a quarter|by one quarter", WORD_FACTOR, FACTOR_SHARE, 0.25},
    {"by a fifth|by one fifth", WORD_FACTOR, FACTOR_SHARE, 0.2},
    {"by a tenth|by one tenth", WORD_FACTOR, FACTOR_SHARE, 0.1},
    {"full blast|at full blast|flat out|full power|to the max|as loud as it goes|as loud as it gets|as loud as you can|maximum volume|full|maximum|max|max out|as loud as possible|all the way up|all the way", WORD_FULL, 1, 0},
    {"lowest|the lowest|minimal|minimum|as quiet as possible|barely|very quiet|almost nothing|all the way down", WORD_FULL, -1, 0},
    {"twice|two steps|2 times|two times over|2x", WORD_TWICE, 2, 0},
    {"three times over|three steps|thrice|3x", WORD_TWICE, 3, 0},
    /* moods as steps */
    {"happier|more cheerful|more joyful|jollier|more happy|sunnier|too sad|too gloomy|too depressing|not so sad|less sad|less gloomy|"
     "less depressing|less melancholic|less melancholy|more fun|too melancholic|cheer it up|cheer up|not so gloomy|less dark|too dark|too moody",
     WORD_VALENCE, 0, 0.5},
    {"brighter|more hopeful|more optimistic|more positive|lighter in mood|less serious|too serious|less tense", WORD_VALENCE, 0, 0.4},
    {"warmer|more friendly|friendlier", WORD_VALENCE, 0, 0.3},
    {"sadder|more sad|darker|gloomier|more melancholic|more melancholy|too happy|too cheerful|less happy|less cheerful|not so happy|"
     "too bright|too jolly|not so cheerful|too positive", WORD_VALENCE, 0, -0.5},
    {"spookier|creepier|scarier|eerier|more sinister|more mysterious|more haunting|spooky-er|moodier|more moody|more emotional|more serious|more solemn|colder|less bright", WORD_VALENCE, 0, -0.4},
    {"more energetic|more energy|more upbeat|more intense|more exciting|more lively|more dynamic|more powerful|more drive|more driving|"
     "more punch|more excitement|more dramatic|more drama|more action|too calm|too relaxed|too tame|more intensity|too sleepy|not so calm|"
     "less calm|less relaxed|more kick|more oomph|more life|pump it up|liven it up|liven up|spice it up|not energetic enough",
     WORD_ENERGY, 0, 0.5},
    {"boring|dull|bland|lifeless|lame|a bit dull|kind of boring|livelier|busier|punchier|bigger|too boring|too flat|too dull|more power|more force|more weight|more strength|more bite|more spark|more fire|more vigor|more pep|more vigour|more dynamics|more swing in it|more push|more impact|more groove|fuller|richer|more movement|peppier|less boring|"
     "edgier|bouncier|more bouncy", WORD_ENERGY, 0, 0.4},
    {"calmer|more relaxed|more relaxing|more chill|mellower|more mellow|more subtle|simpler|too busy|more calm|less busy|more peaceful|"
     "gentler|more gentle|more laid back|more laid-back|less hectic|less crowded|more soothing|too hectic|calm it down|tone it down|chill it out|"
     "more tranquil|more minimal|less cluttered|more restrained|too wild|less wild|more ambient", WORD_ENERGY, 0, -0.4},
    {"less energetic|less energy|sparser|less intense|less dramatic|less epic|less powerful|less drama|too intense|too dramatic|too energetic|"
     "not so dramatic|not so intense|not so epic|not so energetic|too epic|less aggressive|too aggressive|less exciting|less driving|less bombastic|"
     "too bombastic|less intensity|less upbeat|too upbeat|less lively", WORD_ENERGY, 0, -0.5},
    /* things */
    {"music|tunes|the tunes|background music|sound of the music|sound of the song|sound of the track|the sound of the music|the sound of the song|the sound of the track|the music itself|background track|bgm|soundtrack|song|score|beat|track|piece|background song|tracks|songs|tune playing|background|musical|"
     "instrumental|composition|backing track|audio track|the melody line of it", WORD_MUSIC, 0, 0},
    {"volume|level|sound level|music volume|music level|gain|volume level", WORD_VOLUME, 0, 0},
    {"my own voice|our own voices|our voices|the video's sound|the sound that came with the video|the sound that comes with the video|the sound already in the video|the sound that was in the video|the audio already in the video|the sound in the original|sound it was recorded with|the sound it was recorded with|the recorded sound|the recorded audio|the sound i recorded|the audio i recorded|the sound i filmed with|i sound|what people are saying|what people say|what they say|what they're saying|what he says|what she says|what is said|what's being said|what i am saying|what we say|what is being said|the spoken part|spoken part|the spoken parts|spoken parts|spoken audio|the commentary|commentary|the interview|my mic|mic|my voice|the voice|voice|voices|the voices|voice over|voiceover|voice-over|original sound|original audio|video sound|video's sound|"
     "the video's own sound|video audio|existing audio|existing sound|sound of the video|audio of the video|original voice|dialogue|dialog|"
     "the talking|talking|the speech|speech|speaking|narration|narrator|original|source audio|crowd noise|the crowd noise|street noise|traffic noise|ambient noise|ambience|the sound from the camera|sound from the camera|audio from the camera|camera's sound|sound of the camera|the camera mic|camera mic|mic audio|microphone audio|in-camera audio|on-camera sound|the mic|camera sound|camera audio|original track|the person speaking|the person talking|whoever is speaking|whoever is talking|whoever speaks|whoever talks|the people speaking|the people talking|the woman speaking|the man speaking|the guy talking|the guy speaking|the girl talking|the lady speaking|the people in the video|the speakers|the speaker|"
     "what i say|myself|me talking|the words|the clip's sound|the clip's audio|clip audio|own sound|own audio|the clip's own audio|the clip's own sound|clip's own audio|the video's own audio|its own sound|its own audio|original recording|sound from the video|audio from the video|"
     "sound of the clip|ambient sound|room sound|live sound|natural sound|what i'm saying|people talking|the presenter|spoken words|interview audio|original noise", WORD_VOICE, 0, 0},
    {"the sound|sound|audio|noise", WORD_VOLUME, 1, 0},
    {"style|genre|styles|genres", WORD_GENRE, 0, 0},
    {"auto-ducking|the auto-ducking|auto duck|room for my voice|room for the voice|room for my speech|room for the speech|space for my voice|space for the voice|make room for my voice|make room for the voice|make space for my voice|make space for the voice|leave room for my voice|dipping|dips|duck|ducking|sidechain|side chain|ducked|auto-duck|auto ducking|sidechaining|ducks", WORD_DUCK, 0, 0},
    {"tune|melody|the tune|the melody|theme|the theme|motif|notes", WORD_TUNE, 0, 0},
    {"the rhythm|rhythm|tempo|speed|pace|bpm of|rhythm speed", WORD_TEMPO, 0, 0},
    {"key|pitch|tonality|scale", WORD_KEY, -1, 0},
    {"in a minor key|into a minor key|to a minor key|minor|a minor key|minor key", WORD_MODE, 1, 0},
    {"in a major key|into a major key|to a major key|major|a major key|major key", WORD_MODE, 0, 0},
    {"title|titles|headline|text|text overlay|title card|caption that|a caption that|caption saying|lower third|words on screen", WORD_TITLE, 0, 0},
    {"ease the music in|ease it in|sneak the music in|creep in|creeps in|fade inn|fade ni|fad in|fade iin|fae in|fdae in|faed in|fade in|fade-in|fades in|fade the music in|fade it in|fading in|fade the song in|fade the track in|fade up|soft start|gentle start|soft beginning|smooth start|gentle entry|soft entry|soft intro|soft opening of|a smooth entrance|smooth entrance|gentle beginning|creep up|sneak in|fade up from silence|come in gently|comes in gently|come in softly|comes in softly|come in smoothly|enter gently|ease in", WORD_FADE, 1, 0},
    {"the end is too abrupt|end is too abrupt|ending is too abrupt|too abrupt|ends too abruptly|stops too abruptly|too suddenly|too abruptly|a soft landing|soft landing|a gentle landing|too sudden|ends too suddenly|ease the music out|ease it out|fade out|fade-out|fades out|fade the music out|fade it out|fading out|fade the song out|fade the track out|fade away|fade to silence|fade to nothing|fade to silence|fade into silence|fade to zero|fade away to nothing|fade down to nothing|fade off|fades to nothing|fade into nothing|soft ending|gentle ending|smooth ending|soft end|gentle end|smooth end|smooth finish|soft finish|gentle finish|end softly|end gently|end smoothly|ends softly|ends gently|finish softly|finish gently|go out gently|die out|dies out|fade down|ease out|die down|dies down|die off|trail off|trails off|taper off|tapers off|tail off|tails off|peter out|ebb away|fizzle out|die away|fade otu|fadeout", WORD_FADE, 2, 0},
    {"fade in and out|fade both ends|fade at both ends|fades|fade|fading|fade in and fade out at both ends|both fades", WORD_FADE, 3, 0},
    {"cut it off at the end|cut off at the end|just cut it at the end|cut it at the end|clean cut at the end|a clean cut at the end|just cut at the end|cut to silence at the end|end with a cut|end on a hard cut|end with a hard cut|just cut|simply cut|just a cut|a plain cut|plain cut|let it end hard|let the music end hard|end hard|ends hard|ending abrupt|make the ending abrupt|make the end abrupt|abrupt ending|ending hard|ends abruptly|a hard cut at the end|end abrupt|end it hard|hard end|hard cut at the end|abrupt end|end abruptly|hard ending|cut hard at the end|stop abruptly|hard stop|end it abruptly", WORD_FADE, 4, 0},
    {"the video|video|picture|clip|the picture|footage|movie|film|image|my face|face|the image|visuals|the screen|screen|shot|frame", WORD_PICTURE, 0, 0},
    {"loudness|overall loudness|master level", WORD_LOUDNESS, 0, 0},
    {"seed", WORD_SEED, 0, 0},
    {"my track|my own track|my music|my own music|my song|my own song|my audio|uploaded track|uploaded music|uploaded song|uploaded audio|"
     "track i uploaded|song i uploaded|music i uploaded", WORD_OWN, 0, 0},
    {"the song from my other clip|the music from my other clip|the sound from my other clip|the audio from my other clip|the song from my other video|the music from my other video|"
     "the audio from my other video|the sound of my other video|the sound of my other clip|the music of my other clip|from my other clip|from my other video|from the other clip|from the other video|"
     "of the other clip|of the other video|from my first clip|from my first video|from the first video|from the previous video|from my old video|from the second video", WORD_OWN, OWN_FILM, 0},
    {"sync|synchronize|synchronise|line up|match the cuts|on the cuts|to the cuts|on beat with the cuts", WORD_SYNC, 0, 0},
    {"instruments|instrument|instrumentation|parts", WORD_INSTRUMENTS, 0, 0},
    /* the course */
    {"quietly|softly|low key|low-key|sparse|calmly|calm down|calms down|winds down|wind down", WORD_COURSE, 0, -0.8},
    {"soft|calm|gentle|peaceful|low energy|settles|breakdown|mellow down", WORD_COURSE, 0, -0.7},
    {"energetic|powerful|intense|big|epic|grand|high energy|explosive|huge", WORD_COURSE, 0, 0.8},
    {"the mood|mood|the spirits|spirits", WORD_SPIRIT, 1, 0.4},
    {"drama|energy|intensity|excitement|tension|drive|liveliness|the drama|the energy|the intensity|the tension", WORD_SPIRIT, 0, 0.5},
    {"at its biggest|its biggest|at its loudest|its loudest|at its strongest|its strongest|at its peak|its peak|at full power|at its most intense|at its fullest|in full swing|reaches its peak|the big moment|big moment|the key moment|the high point|high point|the money shot|with a bang|on a high note|on a high|climax|climaxes|peak|peaks|explodes|the drop|drops in|drop at|beat drop|explode|a drop|highlight", WORD_COURSE, 0, 1},
    {"picks up|builds|builds up|build up|build|building|building up|rises|rise|swells|swell|grows|growing|grow|crescendo|build to|"
     "build-up|buildup|build towards|ramp up|ramps up|intensify|gets bigger|rising|builds to", WORD_BUILD, 0, 0.7},
    {"louder and louder|louder and louder until the end|louder and louder to the end|gets louder and louder|getting louder and louder|"
     "keeps getting louder|keeps growing|keeps building|stronger and stronger|more and more intense|bigger and bigger|ever louder", WORD_BUILD, 1, 0.9},
    {"softer and softer|quieter and quieter|softer and softer until the end|quieter and quieter until the end|calmer and calmer|"
     "keeps getting quieter|keeps getting softer|gets quieter and quieter|ever quieter", WORD_BUILD, 1, -0.8},
    {"gradually|slowly|steadily|step by step|little by little|over time|bit by bit", WORD_GRADUAL, 0, 0},
    /* places */
    {"first|opening few|initial", WORD_FIRST, 1, 0},
    {"last|final|closing", WORD_LAST, 0, 0},
    {"first quarter|opening quarter", WORD_HALF, 6, 0},
    {"last quarter|final quarter|closing quarter", WORD_HALF, 7, 0},
    {"first half|1st half|opening half|former half", WORD_HALF, 1, 0},
    {"second half|2nd half|latter half|last half|other half|rest of the video", WORD_HALF, 2, 0},
    {"first third", WORD_HALF, 3, 0},
    {"middle third|second third", WORD_HALF, 4, 0},
    {"last third|final third", WORD_HALF, 5, 0},
    {"beginning|very beginning|opening|intro|at first|start of the video|the start|very start|outset|at the start|at start|top of the video|start of the clip|start of it",
     WORD_OPENING, 0, 0},
    {"the end|at the end|ending|outro|finale|the very end|very end|towards the end|the ending|finish line|close of the video|end of the video|end of the clip|end of the song|end of the music|at end",
     WORD_ENDING, 0, 0},
    {"halfway through|half way through|midway through|at the halfway mark|at the halfway point|from halfway", WORD_MIDDLE, 1, 0},
    {"halfway point|middle|halfway|half way|the midpoint|midway|in between the speech|centre|center|middle part|middle section", WORD_MIDDLE, 0, 0},
    {"wait until|wait till|wait for|hold on until|hold until|not until|not before|from|starting at|starting from|beginning at|as of|since", WORD_FROM, 0, 0},
    {"to|-|–|into", WORD_TO, 0, 0},
    {"until|till|up to|through|'til|til|up until|thru", WORD_TO, 1, 0},
    {"at|around|@|about at", WORD_AT, 0, 0},
    {"after|past|following", WORD_AFTER, 0, 0},
    {"before|prior to|ahead of|by the time", WORD_BEFORE, 0, 0},
    {"between", WORD_BETWEEN, 0, 0},
    {"on|onward|onwards|and onward|and after|and later|to the end|till the end|until the end|up to the end|through the end|through to the end|for the rest|forward|"
     "from there on|to the very end|onwards to the end", WORD_ONWARD, 0, 0},
    {"when|while|whenever|during|as long as|as soon as|once|where|throughout|every time|each time", WORD_WHEN, 0, 0},
    {"whether i talk or not|whether or not i talk|whether i speak or not|whether or not i speak|whether someone talks or not|whether somebody speaks or not|ppl are talking|ppl talk|people r talking|i introduce myself|i'm explaining|i explain|i speak|i talk|speak|talk|speaks|talks|someone speaks|someone talks|somebody speaks|somebody talks|people talk|people speak|i'm talking|"
     "i am talking|i'm speaking|i am speaking|somebody is talking|someone is talking|someone is speaking|somebody is speaking|people are talking|there is speech|there's speech|they talk|they speak|"
     "he speaks|she speaks|he talks|she talks|we talk|we speak|there is talking|anyone talks|anybody talks|anyone speaks|i say something|there's talking|anyone is talking|people are speaking|"
     ""
     "they're talking|they are talking|he's talking|she's talking|we're talking|is talking|is speaking", WORD_TALK, 1, 0},
    {"i'm done with my first sentence|the first bit of talking is over|the first bit of speech is over|the first talking is over|the first bit of talking ends|the first part of the talking is over|the talking is over|i finish the first sentence|i finish that first sentence|i've finished the first sentence|i have finished the first sentence|done with my first sentence|i finish my first sentence|finished my first sentence|i introduced myself|stop talking|stops talking|stop speaking|i stop talking|i stop speaking|finish talking|finish speaking|done talking|finished talking|finished speaking|"
     "stops speaking|stop talking the first time|i stop talking the first time|i stop speaking the first time|i pause for the first time|i finish my first sentence|the first sentence|"
     "the first pause|i finish talking the first time|my first sentence|the speech stops|i've stopped talking|i've stopped speaking|i have stopped talking|i fall silent|i finish my sentence|i've finished my sentence|the talking stops|the speaker stops", WORD_TALK, 2, 0},
    {"the pauses in my speech|in the gaps between my sentences|in the gaps between sentences|in the pauses between sentences|in the pauses between my sentences|in the speech pauses|in the pauses|in my pauses|in between my sentences|between my sentences|between the sentences|in the breaks between my words|in the gaps in my speech|in the gaps in the speech|in the gaps of the speech|gaps between my sentences|gaps between sentences|the gaps between my sentences|speech pauses|pauses in my speech|the pauses between my sentences|pauses between my sentences|between my sentences|breaks in my speech|gaps in my speech|the gaps in my speech|the gaps between sentences|nobody talks|nobody speaks|no one talks|no one speaks|nobody is talking|no one is talking|no one is speaking|nobody is speaking|i'm not talking|"
     "i am not talking|i'm not speaking|i don't talk|i don't speak|i'm silent|it's silent|it is silent|nobody says anything|no one says anything|there is no speech|there's no speech|"
     "there is no talking|there's no talking|nobody's talking|nobody's speaking|no one's talking|i am silent|i say nothing|people aren't talking|the voice pauses|i'm quiet|i pause|speech pauses|pauses in speech|"
     "between the sentences|in the gaps|in the pauses|there isn't any speech|without talking|without speech|without anyone talking|without any talking|with no talking|with no speech|without anybody talking|free of speech|without dialogue|without a voice|without voice|there is silence|nobody is saying anything|i do not speak|i do not talk", WORD_TALK, 0, 0},
    {"i say goodbye|say goodbye|goodbye|i say bye|bye|i sign off|with my last word|with my last words|with my final words|with my final word|on my last word|with the last word|with my last sentence|the last word|my last word|i say my last word|says goodbye|the speech is over|the speech ends|"
     "i finish talking|i finish speaking|i'm done talking|i am done talking|i stop talking at the end|the talking ends|the talk ends|the last sentence|my last sentence", WORD_BYE, 0, 0},
    {"across|under|underneath|behind|over|beneath|below", WORD_UNDER, 0, 0},
    {"except|except for|other than|apart from|besides|everywhere but not|everywhere, but not|everywhere only not|everywhere just not|everywhere but|everywhere except|anywhere but|all the time but|throughout but", WORD_EXCEPT, 0, 0},
    {"on the whole time|whole time|on all the time|the entire time|entire time|everywhere|throughout the video|the whole video|the entire video|whole video|entire video|whole clip|the whole clip|the entire clip|the whole time|"
     "all the time|all the way through|full length|the full video|whole length|the whole thing|whole film|the entire length", WORD_EVERYWHERE, 0, 0},
    {"the first shot|first shot|opening shot|first scene|the first scene|opening scene|1st shot", WORD_SHOT, 1, 0},
    {"the second shot|second shot|second scene|the second scene|2nd shot", WORD_SHOT, 2, 0},
    {"the third shot|third shot|third scene|the third scene|3rd shot", WORD_SHOT, 3, 0},
    {"the last shot|last shot|final shot|closing shot|last scene|the last scene|final scene|closing scene", WORD_SHOT, -1, 0},
    {"second cut|2nd cut|second scene change", WORD_CUT, 2, 0},
    {"third cut|3rd cut", WORD_CUT, 3, 0},
    {"fourth cut|4th cut", WORD_CUT, 4, 0},
    {"cut|cuts|scene change|transition|scene|the cut", WORD_CUT, 0, 0},
    {"section|chorus|verse|bridge|part", WORD_SECTION, 0, 0},
    /* references */
    {"them|these|those|they|of them|of those", WORD_IT, IT_SEVERAL, 0},
    {"it|this|that|of it|of that|its|it's|that's|this is|it is|that is", WORD_IT, 0, 0},
    {"one more step|another step|one step more|a step more|one notch more|another notch|one more notch|again|once again|one more time|yet again|again please|once more|one more time|same again|do that again|repeat|repeat that|do it again|keep going", WORD_AGAIN, 0, 0},
    {"even|still|yet more", WORD_EVEN, 0, 0},
    {"the other way|other way|other way around|the opposite|opposite|the other direction|the reverse|other direction|other way round|the other way round|the other way around|other way around|other way round|in the other direction|the other direction|opposite direction|the reverse|vice versa|wrong direction|wrong way",
     WORD_OPPOSITE, 0, 0},
    {"version|versions|take|variant|edit number", WORD_VERSION, 0, 0},
    {"one|ones", WORD_ONE, 0, 0},
    {"another take|another version|another go|another try|another attempt|another one|another|different|new version|try again|something else|one more variant|regenerate|something different|new take|new song|different song|new music|"
     "fresh one|a new one|different one|another song|another tune|another track|another piece|different music|different tune|different track|recompose|start over with the music|new tune|new track|new piece|fresh take",
     WORD_ANOTHER, 0, 0},
    {"other|other one|the other one", WORD_OTHER, 0, 0},
    {"what we had before|what we had|what it was before|what you had before|what i had before|how we had it|previous|last one|one before|before that|earlier version|earlier one|prior|the one before|previous version|previous one|last version", WORD_PREVIOUS, 0, 0},
    {"everything|all|all of it|anything|all of them|entirely|completely|altogether|every|at all|whole|entire|anything else|nothing else|any|the rest|everything else|the others|the rest of it", WORD_ALL, 0, 0},
    {"both|both of them|both of those|the last two|the last two changes|the last two edits", WORD_ALL, ALL_TWO, 0},
    {"only|solo|nothing but|on its own|by itself|limit|restrict|confine|limited to|restricted to|confined to|limit it to|restrict it to|limit the music to|restrict the music to|exclusively|solely|a cappella|nothing except", WORD_ONLY, 0, 0},
    {"alone", WORD_ONLY, 2, 0},
    {"just|all i want is|all i need is|all we need is|all i want to hear is|all it needs is|all that is needed is|just the|simply the", WORD_ONLY, 1, 0},
    {"with|featuring|including|some|along with|plus some|has|together with", WORD_WITH, 0, 0},
    {"better|nicer", WORD_BETTER, 0, 0},
    {"in the gap|into the gap|in the hole|into the hole|fill the gap|fill the gaps|fill in the gap|fill in the gaps|fill the hole|fill the holes|fill in the hole|close the gap|close the gaps|close the hole|"
     "fill the silence|fill the pause|plug the gap|fill that gap|fill that hole|close that gap|close up the gap|patch the hole|patch the gap", WORD_FILL, 0, 0},
    {"back to normal|normal again|normally again|normal|normally|as normal|as usual|regular|regular volume|normal volume|normal level|full level again", WORD_NORMAL, 0, 0},
    /* questions */
    {"what|which|how|what's|whats|who|how's", WORD_WHAT, QUESTION_ANY, 0},
    {"how loud|how quiet", WORD_WHAT, QUESTION_HOW_LOUD, 0},
    {"how long", WORD_WHAT, QUESTION_HOW_LONG, 0},
    {"how many", WORD_WHAT, QUESTION_HOW_MANY, 0},
    {"how fast|how slow", WORD_WHAT, QUESTION_HOW_LOUD, 1},
    {"where does|where is|where do|when does|when is|at what time|at which second|when do|where are", WORD_WHAT, QUESTION_WHERE, 0},
    {"why", WORD_WHAT, QUESTION_WHY, 0},
    {"can i upload|may i upload|could i upload|can we upload|can i put this|may i put this|can i use this|may i use this|am i allowed|can i post|may i post|can we post|could i post|allowed to post|ok to post|okay to post|safe to post|may i publish|can i publish|can i share|may i share|can i sell|may i sell|royalty free|royalty-free|copyright|copyrighted|commercially|commercial use|license|licence|licensed|monetize|monetise|royalties|legally|"
     "tiktok legally|use this on|use it on|use this for my|use it in|own the rights|the rights|credit anyone|credit anybody|credit someone|give credit|credit you|credit the artist|credit the composer|credit a composer|add credits for the music|mention the composer|mention the artist|attribute|attribution|name the composer|credit for the music|free to use|allowed to|content id|who owns", WORD_WHAT, QUESTION_RIGHTS, 0},
    {"youtube|tiktok|tik tok|instagram|facebook|insta|twitch|vimeo|linkedin|snapchat|pinterest|youtube shorts|instagram reels|ig reels|reels|yt|douyin|bilibili", WORD_WHAT, QUESTION_RIGHTS, WHAT_PLATFORM},
    {"post it|post this|publish it|publish this|share it|share this|upload it to|upload this to|upload the video to|put it on|put this on|send it to", WORD_WHAT, QUESTION_RIGHTS, WHAT_ORDERS},
    {"what did you|what have you|what was changed|what changed|what has changed|what you did|what did i|what was done|what happened|what has been|what's changed|what's new|what is new|what did we", WORD_WHAT, QUESTION_DONE, 0},
    {"what can you|what can i|help|what do you understand|how do i|how can i|what are you able|what else can|how does this work|what is possible|what's possible|commands|options", WORD_WHAT, QUESTION_HELP, 0},
    {"should there be|should we have|should i|shall i|should we|would it be|do you think|is it better|would you say|would you recommend|would you suggest|do you suggest|do you recommend|shall we|do i need|is it okay|is it ok|should it|would it|do we need|is it good|is it a good idea|do you like|what do you think", WORD_SHOULD, 0, 0},
    {"do we have|do you have|have we got|does this have|is there any|are there any|did we|is there|are there|is it|is this|does it|does the|did you|is the|are the|do i|am i|has it|have you|was it|do you|are you", WORD_ISIT, 0, 0},
    /* praise, and what is out of reach */
    {"don't hate|do not hate|i don't hate|don't mind|nothing's wrong with|there's nothing wrong with|the one|that's the one|this is the one|couldn't be better|could not be better|can't be better|couldn't be happier|can't complain|nothing to complain about|no objections|not saying it's bad|i'm not saying it's bad|exactly what i wanted|what i wanted|just what i wanted|just what i needed|exactly what i needed|what i needed|what i was looking for|exactly what i was looking for|exactly how i want it|how i want it|the way i want it|the way i like it|isn't bad|is not bad|isn't too bad|not too bad|isn't half bad|not half bad|that's all|that is all|that will be all|that'll be all|we're done|i'm done here|that'll do|that will do|never mind|nevermind|forget it|forget about it|leave things alone|leave everything|love|love it|i love it|i like|like it|i like it|great|good|nice|perfect|thanks|thank you|awesome|amazing|cool|beautiful|fine|ok|okay|excellent|wonderful|sounds good|"
     "looks good|that's it|well done|brilliant|fantastic|lovely|👍|❤|😍|🎉|🙏|👏|wow|yay|good job|great job|nice work|works for me|works|that works|spot on|super nice|neat|thx|ty|cheers|"
     "nothing wrong with|happy with|alright|all good|all right|is right|just right|exactly right|exactly|right as|as it is|the way it is|as is|unchanged|untouched|like this|like that|enjoy|pleased with|stunning|very good|much better|so good|no problem|sweet|"
     "gorgeous|not bad|done|satisfied|loving|loved|don't mind|no complaints|nothing to change|no changes needed|leave it|leave it alone|leave it as it is|👌|💯|🔥|❤️|ideal|suits|correct|enough", WORD_PRAISE, 0, 0},
    {"like|in the style of|sounds like|sound like|inspired by|à la|a la|similar to|reminiscent of|as if|the way", WORD_LIKE, 0, 0},
    {"by", WORD_BY, 0, 0},
    {"when it comes to|as for|regarding|concerning|as regards|with regard to|speaking of|unboxing|tutorial on|tutorial about|about|for|of|fitting|suitable|shows|showing|recap|vlog|compilation|trip|tour|footage of|recipe|montage|review of|suits the", WORD_SUBJECT, 0, 0},
    {"reads|that reads|that says|saying|which says|reading|that reads|called|with the words|which reads|named|says|titled|with the text|with text|:", WORD_SAYS, 0, 0},
    /* units and numbers */
    {"%|precent|percant|procent|percnt|perecnt|prcent|percents|percent|per cent|pct", WORD_UNIT, UNIT_PERCENT, 0},
    {"secnods|secods|seocnds|secnds|secons|s|sec|secs|second|secconds|secodns|secound|secounds|sceonds|seconsd|sconds|seconds", WORD_UNIT, UNIT_SECONDS, 0},
    {"min|mins|minute|minutes|m", WORD_UNIT, UNIT_MINUTES, 0},
    {"lufs", WORD_UNIT, UNIT_LUFS, 0},
    {"db|decibel|decibels|lu", WORD_UNIT, UNIT_DB, 0},
    {"bpm|beats per minute|beats a minute", WORD_UNIT, UNIT_BPM, 0},
    {"times|x", WORD_UNIT, UNIT_TIMES, 0},
    {"two", WORD_NUMBER, 0, 2}, {"three", WORD_NUMBER, 0, 3}, {"four", WORD_NUMBER, 0, 4}, {"five", WORD_NUMBER, 0, 5},
    {"six", WORD_NUMBER, 0, 6}, {"seven", WORD_NUMBER, 0, 7}, {"eight", WORD_NUMBER, 0, 8}, {"nine", WORD_NUMBER, 0, 9},
    {"ten", WORD_NUMBER, 0, 10}, {"eleven", WORD_NUMBER, 0, 11}, {"twelve", WORD_NUMBER, 0, 12}, {"fifteen", WORD_NUMBER, 0, 15},
    {"twenty", WORD_NUMBER, 0, 20}, {"thirty", WORD_NUMBER, 0, 30}, {"forty", WORD_NUMBER, 0, 40}, {"fifty", WORD_NUMBER, 0, 50},
    {"sixty", WORD_NUMBER, 0, 60}, {"seventy", WORD_NUMBER, 0, 70}, {"eighty", WORD_NUMBER, 0, 80}, {"ninety", WORD_NUMBER, 0, 90},
    {"a hundred|one hundred|hundred", WORD_NUMBER, 0, 100}, {"few|couple|a couple of|couple of", WORD_NUMBER, 0, 3},
    {"up to half|up to half volume", WORD_NUMBER, UNIT_PERCENT, 50},
    {"first second", WORD_NUMBER, UNIT_CLOCK, 1}, {"second second", WORD_NUMBER, UNIT_CLOCK, 2},
    {"third second", WORD_NUMBER, UNIT_CLOCK, 3}, {"fourth second", WORD_NUMBER, UNIT_CLOCK, 4},
    {"fifth second", WORD_NUMBER, UNIT_CLOCK, 5}, {"sixth second", WORD_NUMBER, UNIT_CLOCK, 6},
    {"seventh second", WORD_NUMBER, UNIT_CLOCK, 7}, {"eighth second", WORD_NUMBER, UNIT_CLOCK, 8},
    {"ninth second", WORD_NUMBER, UNIT_CLOCK, 9}, {"tenth second", WORD_NUMBER, UNIT_CLOCK, 10},
    {"twelfth second", WORD_NUMBER, UNIT_CLOCK, 12}, {"fifteenth second", WORD_NUMBER, UNIT_CLOCK, 15},
    {"twentieth second", WORD_NUMBER, UNIT_CLOCK, 20}, {"zero seconds|second zero|second 0", WORD_NUMBER, UNIT_CLOCK, 0},
    {"one second|a second", WORD_NUMBER, UNIT_SECONDS, 1}, {"half a second", WORD_NUMBER, UNIT_SECONDS, 0.5},
    {"one minute|a minute", WORD_NUMBER, UNIT_SECONDS, 60}, {"half a minute", WORD_NUMBER, UNIT_SECONDS, 30},
    {"second one|second version|second take", WORD_VERSION, 2, 0}, {"third one|third version|third take", WORD_VERSION, 3, 0},
    {"first one|first version|first take|the original version|initial version|very first one|first song|first track|first piece", WORD_VERSION, 1, 0},
    {"dial up|dial it up|scale up|hike|hike up|goose|bolster|elevate|bring forward|push forward|notch up|turn it up|reinforce|bring out|push to the front", WORD_TURN, 1, 0},
    {"take the edge off|lay off|ease up on|dial it back|pare back|pare down|tamp down|keep down|keep it down|turn it down|quiet down|cut back|cut back on|dampen|damp|push back|set back|drop back|back off on|shave some off|tuck under|tuck it under|tuck|take some off|trim down|cool down|ease back|throttle back|shrink", WORD_TURN, -1, 0},
    {"nix|banish|purge|excise|zap|do away with|dispense with|pull the plug on|get shot of|could do without|can do without|would rather do without|rip out|pull out|chopped|nuked|dropped|deleted|lop off|weed out|leave off|do without", WORD_REMOVE, 0, 0},
    {"chuck in|toss in|slip in|sprinkle in|sprinkle|weave in|introduce|slap on|slap some|slap a|slap in|stick in|stick a|stick some|get me|get us|hook me up with|whip up|come up with|cook up|write me|write us|compose me|make me a|make us a|stir in|blend in|fold in|incorporate|supply|pop in|provide|score it with|score the video with|accompany it with|attach", WORD_ADD, 0, 0},
    {"maintain|stick with|stick to|hang on to|hang onto|hold onto|stay with|hold", WORD_KEEP, 0, 0},
    {"go with|roll with|settle on", WORD_USE, 0, 0},
    {"turn it into|turn this into|turn the music into|transform it into|convert it to|convert it into|morph it into|transform|convert", WORD_MAKE, 0, 0},
    {"switch out|change out|in lieu of|swap in|sub in|as opposed to|trade in", WORD_REPLACE, 0, 0},
    {"reverse that|reverse the last|reverse the last change|unwind|backtrack|strike that|disregard that|ignore that|forget that|forget what i said|ignore my last|disregard my last|cancel it|bad idea|terrible idea|that was a mistake|that was a bad idea|my mistake|put it back the way it was|put it back how it was|put it back as it was|undo my last|walk that back|walk it back|roll that back|that didn't help|that made it worse|made it worse|you made it worse", WORD_UNDO, 0, 0},
    {"finalize|finalise|ship it|hand it over|wrap it up|finalize it", WORD_EXPORT, 0, 0},
    {"buried|is buried|gets buried|too weak|too distant|too far back|too far away|gets swallowed|is swallowed|swallowed up|gets covered|is covered|overpowered|gets overpowered|is overpowered|is masked|gets masked|isn't coming through|can't be heard|can barely be heard|cannot be heard|barely comes through|hardly comes through|barely there|barely noticeable|hardly noticeable|unhearable|not hear|couldn't hear|could hardly hear|could barely hear|struggle to hear|struggling to hear|have to strain to hear|straining to hear|too muted|too subdued|too timid|tough to hear|difficult to hear|impossible to hear|strain to hear", WORD_LOUD, 1, 0},
    {"sticks out too much|stick out too much|sticks out|stick out|sticking out|stands out too much|stand out too much|pokes out|poke out|jumps out too much|jump out too much|blaring|deafening|ear-splitting|earsplitting|in your face|in-your-face|obnoxious|overbearing|intrusive|obtrusive|too forward|too hot|too upfront|too up front|steals the show|stealing the show|competes with|competing with|compete with|fights with|steps on|stepping on|overshadows|overshadowing|outshines|outcompetes|clashes with|stomps on|swamps|swamping|smothers|smothering|hurts my ears|hurting my ears|hurts the ears|ear-piercing|too booming|way too hot|crazy loud|stupidly loud|insanely loud|unbearably loud|painfully loud|awfully loud|super loud|very loud|really loud|loud as hell", WORD_LOUD, -1, 0},
    {"pick it up|pick up speed|more pace|crawls|crawling|crawls along|plodding|plods|too leisurely|step on it|a faster pace|a quicker pace|at a faster pace|more velocity|up-tempo|more up-tempo|less slow|less sluggish|too sluggish|at a snail's pace", WORD_FAST, 1, 0},
    {"a slower pace|at a slower pace|take it slow|take it slower|too hasty|less rushed|too rushed|too speedy|less speedy|less quick|wind down the tempo", WORD_FAST, -1, 0},
    {"linger longer|hang around longer|stay up longer|stay longer|stay on longer|stays on longer|draw out|drag out|stick around longer|remain longer|lasts longer|gone too quickly|gone too fast|disappears too quickly|disappears too fast|disappears too soon|vanishes too fast|vanishes too quickly|too brief", WORD_LONG, 1, 0},
    {"too lengthy|more brief|briefer|too drawn out|less long", WORD_LONG, -1, 0},
    {"more uplifting|more playful|more sunny|perkier|more festive|more joy|more light-hearted|more lighthearted|less heavy|less bleak|less somber|less sombre|less moody|too bleak|too somber|too sombre|too grim|less grim|less ominous|too ominous|too creepy|less creepy|less scary|too scary|less spooky|too spooky|less sinister|too sinister|less brooding|too brooding|cheerier|merrier|less melancholy|less mournful|too mournful|less downbeat|too downbeat|more feel-good|more sunshine|lighten the mood|lighten it up|lighten up|brighten it up|brighten up|too funereal|like a funeral|less emo|less tragic|too tragic", WORD_VALENCE, 0, 0.5},
    {"more gloomy|more somber|more sombre|more tragic|more wistful|more bittersweet|more ominous|more brooding|bleaker|grimmer|more mournful|more downbeat|too jovial|too sunny|too chirpy|too perky|too peppy|less sunny|less chirpy|less perky|less jolly|less joyful|too joyful|less playful|too playful|too cutesy|less cutesy|too childish|less childish|more grim|more bleak|more heartbreaking|more tearful|more poignant", WORD_VALENCE, 0, -0.5},
    {"more hype|amp it up|amp up|fire it up|spice up|kick it up a notch|kick it up|turn up the heat|more pep|more zip|more zing|more bite|more edge|more muscle|more weight|more body|meatier|beefier|more swagger|more bounce|more attitude|wilder|crazier|more explosive|more thrilling|zippier|more adrenaline|too mellow|too chill|puts me to sleep|puts people to sleep|putting me to sleep|snoozefest|a snooze|uninspired|uninspiring|limp|too limp|anemic|monotonous|too plain|too bare|too thin|too sparse|too empty|thin|more full|more lush|lusher|more rousing|more stirring|more heroic|more gripping|more urgent|more urgency|more passion|more passionate|more fiery|wake it up|jazz it up a bit|hype it up|juice it up|too gentle|too soothing|too sedate|too quiet in mood|tedious", WORD_ENERGY, 0, 0.5},
    {"chiller|more low-key|more lowkey|more low key|less in your face|less frantic|less frenetic|less hyper|too hyper|too frantic|too frenetic|too hyped|less over the top|more understated|more delicate|more intimate|more spacious|airier|more airy|more breathing room|let it breathe|less dense|too dense|too cluttered|too much going on|too much happening|less going on|more stripped back|more stripped-back|stripped back|stripped down|more laidback|less pushy|too pushy|less harsh|too harsh|less rowdy|too rowdy|less chaotic|too chaotic|more serene|more soft-spoken|more modest|less forceful|too forceful|too lively|less punchy|too punchy|less heavy-handed|too crowded|too complex|too complicated|less complex|less complicated|less grandiose|too grandiose|too grand|less grand|more sparse|cool it|take it easy|more zen|more tranquility", WORD_ENERGY, 0, -0.4},
    {"two notches|three notches|a couple notches|a smidgeon|a skosh|a scooch|a teensy bit|a teeny bit|teeny|teensy|a titch|a wee|a mite|a speck|a trifle|subtly|modestly|mildly|moderately|ever so|one notch|a couple of notches|a step|a few notches|a click|a couple of clicks|a teeny tiny bit|a bit of a|softly by a bit|by a bit|by a little|by a touch|by a hair|by a notch|by a tad|just slightly|only slightly|just a bit|just a little|just a tad|just a touch|a little something", WORD_DEGREE, -1, 0},
    {"heaps|a ton|a bunch|a fair bit|a good bit|a fair amount|immensely|hugely|enormously|vastly|by a mile|heavily|big time|a whole lot|whole lot|a great amount|a heck of a lot|a hell of a lot|by quite a bit|quite a bit|by far|ridiculously|insane amounts|painfully|awfully|terribly|unbearably", WORD_DEGREE, 1, 0},
    {"backing music|backing|backing song|backing tune|music bed|audio bed|underscore|underscoring|accompaniment|background tune|background score|background audio|the jam|jams|music track|musical track|musical piece|melody in the background|tune in the background|song in the background|track in the background|the bgm|background instrumental|background theme|musical backdrop|music backdrop|musical accompaniment|background beat|the music itself", WORD_MUSIC, 0, 0},
    {"my speech|my narration|my commentary|my talking|our voices|his voice|her voice|their voices|his words|her words|my words|our talking|our conversation|the conversation|what's said|what's spoken|the dialogues|dialogues|my speaking|me speaking|me as i talk|what i'm speaking|the interviewee|interviewee|the camera's audio|recorded sound|recorded audio|the recording|the footage's audio|the footage's sound|footage audio|footage sound|native audio|native sound|raw audio|raw sound|the raw audio|the raw sound|production audio|own music|its own music|the clip's own music|clip's own music|the video's own music|video's own music|my video's own music|the film's own music|own soundtrack|its own soundtrack|the clip's own soundtrack|the video's own soundtrack|own song|the video's own song|built-in music|location sound|on-set audio|the clip's original sound|source sound", WORD_VOICE, 0, 0},
    {"heading|banner|on-screen text|onscreen text|title text|intro text|name card|title screen|opening title|opening text|the opening title|end title|closing title|title line", WORD_TITLE, 0, 0},
    {"drift in|smooth start|gradual start|gradual entrance|soft entrance|gentle entrance|come in gently|come in softly|come in gradually|comes in gently|comes in softly|comes in gradually|enter gently|enter softly|too sudden at the start|starts too suddenly|starts too abruptly|comes in too abruptly|comes in too suddenly|ease into it|glide in", WORD_FADE, 1, 0},
    {"drift out|drift away|drift off|die out|dies out|melt away|melts away|soft ending|gentle ending|smooth ending|smooth end|soft end|gentle end|gradual ending|gradual exit|tail away|bow out gently|fade into silence|fades into silence|end gently|ends gently|end softly|ends softly|end gradually|stop gently|finish softly|finish gently|wind down gradually|vanish gradually|disappear gradually|less abrupt at the end|less abrupt ending|less abrupt|less sudden|glide out|cuts off too suddenly|cuts off too abruptly|cut off too abruptly|ends too fast|ends out of nowhere|stops out of nowhere|dissolve into silence", WORD_FADE, 2, 0},
    {"abrupt stop|dead stop|clean stop|clean ending|cold ending|end cold|ends cold|sudden stop|sudden ending|hard out|stop cold|stops cold|end on a hard stop|end on a dime|stop on a dime", WORD_FADE, 4, 0},
    {"front half", WORD_HALF, 1, 0},
    {"back half|latter part of the video|back half of the video", WORD_HALF, 2, 0},
    {"opening moments|first moments|opening part|the first part of the video|opening section|the first bit|the opening bit|the introduction", WORD_OPENING, 0, 0},
    {"tail end|the tail end|the tail|final moments|last moments|closing moments|the last bit|the final bit|closing part|the last part|the final part|final stretch|the close|closing section|final section|last section|the conclusion|the finish|the wrap-up|near the end|toward the end|right at the end|right before the end", WORD_ENDING, 0, 0},
    {"anytime|any time|wherever|at times when|in moments when|at moments when|at the moments when|every moment|the moment|the minute|the second that|the instant", WORD_WHEN, 0, 0},
    {"i'm yapping|i narrate|i'm narrating|narration plays|there's narration|there is narration|the host talks|the host is talking|the host speaks|the guest speaks|the guest talks|the narrator speaks|the narrator talks|the narrator is speaking|the narrator is talking|dialogue plays|there's dialogue|there is dialogue|there's a voice|there is a voice|a voice is heard|voices are heard|i'm presenting|i present|i open my mouth|words are spoken|someone's talking|somebody's talking|someone's speaking|somebody's speaking|anyone's talking|anybody's talking|anybody is talking|anybody speaks|speech is happening|speech happens|i'm saying something|i start talking|i start speaking|somebody starts talking|someone starts talking|i begin to speak|i begin talking|i begin speaking|the person speaks|the person talks|the person is talking|the presenter speaks|the presenter talks|the speaker talks|the speaker speaks|the speaker is talking|there's someone talking|there is someone talking|there's somebody talking|there's speaking|there is speaking|the voice is heard|my voice is heard|my voice comes in|the voice comes in|the voiceover plays|the voiceover comes in|conversation is happening|people chat|people are chatting|the interview is going on|i converse|i chat", WORD_TALK, 1, 0},
    {"there's no dialogue|there is no dialogue|there's no narration|there is no narration|there's no voice|there is no voice|nobody's saying anything|i'm not saying anything|i stay silent|i stay quiet|i take a breath|i'm taking a breath|there are no words|no words are spoken|nobody is speaking up|nobody's voice is heard|no voice is heard|nobody's speaking up|no speech is heard|the talking pauses|the speaker pauses|the speech pauses|silence between sentences|the silences between my sentences|between my words|between words|between the lines i say|between lines|breaks between sentences|the breaks between sentences|there is a gap in the speech|there's a gap in the speech|speaking pauses|dialogue pauses|no one's speaking|no one says a word|nobody says a word", WORD_TALK, 0, 0},
    {"one more time from scratch|fresh tune|fresh track|fresh song|fresh piece|brand new tune|brand new track|brand new song|brand new piece|brand-new tune|brand-new track|brand-new song|brand-new piece|entirely new|completely new|totally new|all new|all-new|any style but this one|any style but this|any other style|any other genre|any genre but this|any genre but this one|a style other than this|any style except this one|any style except this|entirely different|completely different|totally different|wholly different|another composition|a new composition|new composition|another idea|a new idea|fresh idea|another option|other options|an alternative|alternative|alternate version|some other music|some other song|some other track|another melody|a new melody|different melody|new melody|roll again|reroll|re-roll|roll the dice again|try once more|try something else|try something different|try something new|something new|something fresh", WORD_ANOTHER, 0, 0},
    {"chef's kiss|banger|bang on|nailed it|you nailed it|top notch|superb|marvelous|marvellous|splendid|terrific|fabulous|tremendous|smashing|phenomenal|magnificent|flawless|bravo|kudos|hats off|thumbs up|two thumbs up|i'm happy|i'm satisfied|i approve|approved|can't fault it|big fan|i'm a fan|this rocks|slaps|goosebumps|gives me chills|i dig it|dig it|digging it|adore|i adore|impressive|impressed|i'm impressed|beautifully done|beautifully|well chosen|fits perfectly|fits so well|fits well|fits nicely|a perfect fit|perfect fit|works perfectly|works nicely|works great|works well|works beautifully|working well|sounds right|sounds lovely|sounds amazing|sounds fantastic|sounds perfect|love love love|no notes|ship-shape|looking good|sounding good|sounding great|no further changes|no more changes|that'll be everything|i'm done|we're good|we are good|all set|i'm good|it's a keeper|a keeper|keeper|10/10|ten out of ten|a+|you're the best|you rock|so pretty|pretty good|really good|really nice|quite nice|quite good|not half bad at all|i have no complaints|nothing to add|nothing else to change|top-notch|first class|first-class|first rate|first-rate|on point|right on|right on the money|bullseye|just what the doctor ordered", WORD_PRAISE, 0, 0},
    {"half that|half of that|half as much|half of it|half the amount|only half of that|half that much|half of what you did|half of that amount", WORD_FACTOR, 0, 0.5},
    {"twice that|twice that much|twice as much|double that|double the amount|two times that", WORD_FACTOR, 0, 2},
    {"a decibel|one decibel|a db", WORD_NUMBER, UNIT_DB, 1},
    {"what's playing|whats playing", WORD_WHAT, QUESTION_ANY, 0},
    {"on screen|onscreen|on-screen|up on screen|on display|on view|would you be so kind as to|be a dear and|do me a solid and|i'd appreciate it if you|i'd appreciate it if|i would appreciate it if you|i would appreciate it if|i'd be grateful if you|i'd be grateful if|much appreciated|appreciate it|if it's not too much trouble|if it isn't too much trouble|if it's no trouble|when you have a moment|when you have a sec|when you get a sec|at your convenience|quick one|small ask|small request|tiny request|one request|just a thought|listen|bro|bruh|chief|boss|dear|pal|fam|darling|honey|in all honesty|quite frankly|truth be told|not gonna lie|ngl|i must say|i have to say|i gotta say|if you ask me|to my mind|in my view|in my book|methinks|i reckon|i'd guess|i'm thinking|i was thinking|i've been thinking|how's about|let me have|let me get|let me hear|i'd go for|i'm after|as it stands|as things stand|as of now|so far|by now|at present|presently|in this clip|in this one|in this version|on this one|on this clip|in my clip|in my video|in our video|under the video|onto the video|on this video|over this clip|over the clip|over my clip|over my video|behind the video|behind my video|behind the clip|a kind of|some sort of|some kind of|a sort of|you think|you reckon|if you would|if you wouldn't mind|if you could|if you please|pretty please|pleeease|pleease|please and thank you|cheers mate|ta|ok then|okay then|all right then|alright then|right then|well okay|and yes|oh and|oh also|ah yes|hold on|one sec|one moment|gosh|geez|jeez|damn|dang|heck|man|wow okay|cool so|great so|nice so|perfect so|anyways|meanwhile|in the meantime|afterall|just now|lately|once more please|you guys|you all|for me please|just for me|for us|for my taste please|for my ears|on my end|on my phone|on my laptop|on my headphones|in my headphones|with headphones|on headphones|on speakers", WORD_FILLER, 0, 0},
    {"don't care for|do not care for|not feeling|not digging|not loving|not vibing with|don't vibe with|not a fan of|not into|not keen on|not sold on|can't stand|cannot stand|not crazy about|not fond of|not wild about|not my taste|not my cup of tea|not my style|not my thing|doesn't do it for me|doesn't work for me|not working for me|isn't working|isn't working for me|doesn't fit|does not fit|not happy with|not satisfied with|unhappy with|sick of|tired of|fed up with|had enough of", WORD_NOT, REFUSAL_NOT, 0},
    {"carry|carries|carrying|handle|handles|handling|perform|performs|performing|performed|led by|lead with|carried by", WORD_USE, 0, 0},
    {"too high|too high in the mix|high in the mix|too far forward|cover up|covers up|covering up|cover my voice|cover me|cover what i say|cover the voice|cover the speech|cover my words|block out|blocks out|blocking out|muddies|muddying", WORD_LOUD, -1, 0},
    {"on reflection|upon reflection|come to think of it|thinking about it|now that i think about it|having heard it|having listened|in hindsight|on second hearing|after listening|after hearing it|after a second listen|having thought about it|in fact|as a matter of fact|carefully|cautiously", WORD_FILLER, 0, 0},
    {"anything new|anything fancy|anything more|anything extra|something extra", WORD_ALL, 0, 0},
    {"as well|likewise|as well please", WORD_FILLER, 0, 0},
    {"were they|are they|had it|does that|do they|were there|was there|will there be|does anything|is anything", WORD_ISIT, 0, 0},
    {"over the music|above the music|over the song|above the song|over the soundtrack|on top of the music|over the track", WORD_FILLER, 0, 0},
    {"be over|is over|needs to be over|should be over|must be over|has to be over|be finished|should be gone|be done by", WORD_STOP, 0, 0},
    {"tone lower|tones lower|tone higher|tones higher|half tone|whole tone|a tone up|a tone down|two tones|half-step|whole-step|half step|whole step|octave|octaves|an octave|one octave|a semitone|semitone|semitones|half steps|whole steps", WORD_KEY, -1, 0},
    {"the earlier volume|the earlier tempo|the earlier style|the earlier version|the earlier key|the earlier level|the volume from before|the tempo from before|the old volume|the old music|the old song|the old track|the old piece|the old tune|the old soundtrack|the old tempo|the old level|the old version|the old one|the former|the former one", WORD_PREVIOUS, 0, 0},
    {"just asking|only asking|i'm just asking|just curious|just wondering|only wondering|out of curiosity", WORD_FILLER, 0, 0},
    {"would it kill you to|would it hurt to|would it be too much to ask to|would it be a problem to|would it trouble you to|would it be much trouble to|is it too much to ask to|would it be hard to|is it hard to", WORD_FILLER, 0, 0},
    {"carry on|then carry on|and carry on", WORD_FILLER, 0, 0},
    {"they're|they are|these are|those are", WORD_IT, IT_SEVERAL, 0},
    {"from the camera|off the camera", WORD_VOICE, 0, 0},
    /* known, and mean nothing here */
    {"no more than|not more than|at most|no higher than|not higher than|no louder than|:)|:-)|;)|;-)|:d|:-d|:p|:(|:-(|:/|xd|<3|^^|hope you're well|hope you are well|hope you're doing well|hope you are doing well|hope all is well|hope this finds you well|hope you're good|how are you|good morning|good evening|good afternoon|i do want it|i do want that|i did want it|i do like it|i did like it|i want it after all|dear team|thank you so much in advance|many thanks in advance|thanks in advance|thanks so much in advance|thank you in advance|where it is|where they are|on top|to the mix|in the mix|plese|pleas|pleae|plase|i was wondering whether|wondering whether|wondering if|for good|forever|permanently|once and for all|cut to the chase|right away|straight away|immediately|at once|instantly|whatsoever|comes|whether you could|whether you can|i wonder whether|compared to the music|compared to music|in comparison|relative to the music|than the music|next to the music|compared to the voice|compared to my voice|compared with the music|possibly|whatever|anyway|anyhow|besides that|in general|generally|overall|at first glance|for starters|first of all|first off|to begin with|for what it's worth|fwiw|i mean it|i suppose|i believe|i feel|i noticed|i notice|i've noticed|it turns out|"
     "as far as i can tell|as far as i'm concerned|from what i can tell|if anything|kind sir|my friend|team|everyone|folks|y'all|ya|yo|ooh|oh|ah|aha|wow so|okay so|alright so|well then|now then|next|finally|lastly|also please|additionally|on top of that|"
     "somewhere|anywhere|nearby|ideally|preferably|hopefully|apparently|eventually|ended up|turned out|comes across|come across|come out|comes out|came out|works out|sounding|feeling|looking|being a|remaining|happening|supposed to|meant to|"
     "while we're at it|right there|just there|over here|this time|once again please|for once|for a change|for good measure|when you get a chance|when you can|asap|quickly please|would you mind|do you mind|would you be able to|are you able to|is there a way to|is there any way to|any chance you could|any chance to|would it be ok to|could you possibly|could you maybe|can you maybe|would you|somebody|someone|anybody|anyone|people|the host|the guest|marks|'m|i'm|we both think|we think|they think|everyone thinks|people say|my friend thinks|my wife thinks|my husband thinks|my client thinks|my boss thinks|the client says|my client says|listening to this|whatever you do|no matter what|at any cost|in any case|for now|if you don't mind|if you can|if that's ok|if that's okay|if that is possible|while you're at it|while you are at it|one more thing|by the way|btw|all in all|"
     "to be honest|tbh|imo|imho|in my opinion|personally|frankly|for real|seriously|of course|obviously|definitely|certainly|just so you know|as i said|like i said|would it be possible to|would it be possible|is it possible to|possible to|"
     "do me a favor and|do me a favour and|go ahead and|feel free to|make sure that|make sure to|make sure|be sure to|i'd say that|i feel like|i feel that|i find|to my ears|to me|in my ears|for my taste|for my liking|"
     "i said|i asked for|i told you|sit|sits|lie|lies|be sitting|"
     "nah|nope|thats|has to be|have to be|has to|have to|keeps|keep on|hear|to hear|it has now|it has right now|it is now|it's at now|what it is now|what it is|of what it is|of what it was|what it was|rn|tho|gonna|gotta|kinda like|somehow|'s|'d|i'd|we'd|you'd|it'd|itself|themselves|im|changed my mind|changed|umm|ummm|hmm|hm|er|erm|ehm|uhh|teh|hte|how to|what about|how about|can it|could it|best regards|kind regards|warm regards|with kind regards|regards|best wishes|sincerely|yours sincerely|yours truly|all the best|yours|xoxo|dear editor|dear sir|dear madam|dear sirs|dear sir or madam|dear all|dear friend|hello team|hi team|hello everyone|to whom it may concern|see to it that|see to it|see that|ensure that|ensure|make certain that|make certain|please arrange for|arrange for|arrange that|i agree|we agree|everybody agrees|my colleagues feel|my colleagues think|colleagues feel|that it would be good|each|apiece|respectively|not elsewhere|nowhere else|not anywhere else|and nowhere else|only there|just there|excuse me|pardon me|forgive me|nothing else|and nothing else|that's all|that is all|nothing more|steps|step|please|pls|plz|could you|can you|would you please|will you|kindly|so kind as|be so kind|can we|could we|may we|i think|i guess|maybe|perhaps|"
     "u|ur|r|lemme|right|the|a|an|of the|so|um|uh|yeah|yes|yep|well|hey|hi|hello|hi there|you know|is|are|was|be|been|being|i|you|me|my|your|our|we|us|he|she|there|there's|there is|here|now|right now|"
     "currently|at the moment|bit of|could|would|can|will|in|as|too|also|please just|quite|if possible|though|on the|by the|tone|sort of|it should|should|must|feel|feels|sounds|sound a|"
     "sounds a|seems|want it|to be|say|at the same time|same time|together|overall|thing|things|way it|these days|today|ok so|lol|haha|actually quite|honestly|basically|literally|simply|merely|that bit|"
     "either|neither one|as well too|any longer|anymore|any more|any|for me|myself please|for the video|of the video|in the video|in this video|over the video|for this video|for this clip|for my video|in the clip|of the clip|on the video|on the screen|in the background|"
     "along|coming|going|which|who|whose|had|having|did|does|guys|mate|dude|buddy|sir|friend|tune-wise|please can you|would be|might|may|let's|lets|let us|let's have|does not matter|doesn't matter|"
     "over the course of|length|long|long for|during which|so much|such|yours|mine|their|his|her|own|within|lasting|last for|lasts|amount|percentage|value|i'd say|in total|total|seconds mark|mark|point|time|times please|"
     "😀|😊|🙂|😄|😁|🎵|🎶|☺|only just|just like that|super duper|real|rather a|off-hand|per|upon|onto the|onto", WORD_FILLER, 0, 0},
};
const size_t agent_words_english_count = COUNT(agent_words_english);
