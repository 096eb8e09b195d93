/* Messages of five languages in which two things are said in one breath: fades of both ends, a title and its text, a
 * complaint and the order, two moods; and their neighbours. */
#ifndef BGMUSIC_TESTS_AGENT_MESSAGES_TONGUES_PAIRS_H
#define BGMUSIC_TESTS_AGENT_MESSAGES_TONGUES_PAIRS_H

#include "agent_messages.h"

/* clang-format off */
static const struct message tongues_pairs_messages[] = {
    {"titles", "t", "mach aus dem Titel \"Winter\"", "title=Winter"},
    {"titles", "n", "mach aus dem Titel \"Winter\"", "title=Winter"},
    {"titles", "t", "mach den Titel zu \"Winter\"", "title=Winter"},
    {"titles", "t", "aus dem Titel soll \"Winter\" werden", "title=Winter"},
    {"titles", "t", "statt dessen \"Winter\" als Titel", "title=Winter"},
    {"titles", "t", "der Titel, das ist \"Winter\"", "title=Winter"},
    {"titles", "t", "le titre, c'est plutôt \"Hiver\"", "title=Hiver"},
    {"titles", "t", "le titre, ce serait plutôt \"Hiver\"", "title=Hiver"},
    {"titles", "t", "pour le titre, plutôt \"Hiver\"", "title=Hiver"},
    {"titles", "t", "el título, mejor \"Invierno\"", "title=Invierno"},
    {"titles", "t", "el título es más bien \"Invierno\"", "title=Invierno"},
    {"titles", "t", "o título, melhor \"Inverno\"", "title=Inverno"},
    {"titles", "t", "タイトルはむしろ「冬」で", "title=冬"},
    {"titles", "t", "タイトルを「冬」に直して", "title=冬"},
    {"titles", "t", "タイトル、「冬」にして", "title=冬"},
    {"ducking", "l", "senk die Musik nicht ab, wenn ich rede", "duck=off"},
    {"ducking", "l", "senke die Musik nicht ab, wenn ich spreche", "duck=off"},
    {"ducking", "l", "senk die Musik ab, wenn ich rede", "duck>"},
    {"amounts", "l", "senk die Lautstärke", "volume<"},
    {"tempo-key", "l", "senk das Tempo", "tempo<"},
    {"fades", "l", "que entre con un fundido de 1 s y salga con uno de 4", "fade_in=1 fade_out=4"},
    {"fades", "l", "fundido de entrada de 1 s y de salida de 4", "fade_in=1 fade_out=4"},
    {"fades", "l", "fundido de 1 segundo al inicio y otro de 4 al final", "fade_in=1 fade_out=4"},
    {"fades", "l", "que empiece con un fundido de 1 s y acabe con uno de 4 s", "fade_in=1 fade_out=4"},
    {"fades", "l", "fade de entrada de 1 s e de saída de 4 s", "fade_in=1 fade_out=4"},
    {"fades", "l", "que entre com um fade de 1 s e saia com um de 4", "fade_in=1 fade_out=4"},
    {"fades", "l", "fondu d'entrée de 1 s et de sortie de 4 s", "fade_in=1 fade_out=4"},
    {"fades", "l", "qu'elle commence par un fondu de 1 s et finisse par un de 4 s", "fade_in=1 fade_out=4"},
    {"fades", "l", "blende 1 s ein und 4 s aus", "fade_in=1 fade_out=4"},
    {"fades", "l", "blende 1 s ein und am Ende 4 s aus", "fade_in=1 fade_out=4"},
    {"fades", "l", "mit einer Einblendung von 1 s beginnen und mit einer von 4 s enden", "fade_in=1 fade_out=4"},
    {"fades", "l", "1秒でフェードインして4秒でフェードアウト", "fade_in=1 fade_out=4"},
    {"fades", "l", "最初は1秒、最後は4秒でフェード", "fade_in=1 fade_out=4"},
    {"styles", "l", "plus doux et apaisant", "energy<"},
    {"styles", "l", "plus calme et plus doux", "energy<"},
    {"styles", "l", "más suave y relajante", "energy<"},
    {"styles", "l", "mais suave e tranquila", "energy<"},
    {"several", "l", "más rápida y alegre", "tempo> valence>"},
    {"several", "l", "mais alto e animado", "volume> energy>"},
    {"several", "l", "plus lent et mélancolique", "tempo< valence<"},
    {"styles", "l", "trop mou, réveille-moi ça", "energy=0"},
    {"styles", "l", "trop triste, plus joyeux", "valence=0.55"},
    {"styles", "l", "zu traurig, mach es fröhlicher", "valence=0.55"},
    {"styles", "l", "demasiado tranquila, más energía", "energy=0"},
    {"styles", "l", "暗すぎる、もっと明るくして", "valence=0.55"},
    {"styles", "l", "too sad, make it happier", "valence=0.55"},
    {"styles", "l", "太悲伤了，欢快一点", "valence=0.55"},
    {"several", "l", "too sad, slower", "valence> tempo<"},
    {"styles", "l", "irgendwas, nur kein Lo-Fi", "style!=lofi"},
    {"styles", "l", "alles, nur kein Lo-Fi", "style!=lofi"},
    {"styles", "l", "bloß kein Lo-Fi", "style!=lofi"},
    {"styles", "l", "irgendwas anderes als Lo-Fi", "style!=lofi"},
    {"styles", "l", "lo que sea, pero nada de lo-fi", "style!=lofi"},
    {"instruments", "l", "egal was, nur kein Schlagzeug", "lacks=drums"},
    {"instruments", "l", "Klavier etwas lauter", "part>piano"},
};
/* clang-format on */

#endif
