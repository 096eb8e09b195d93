/* The names of the General MIDI programs and drum kits, for people. */
#include "style_row.h"

static const char *const program_names[128] = {
    "Grand piano",
    "Bright piano",
    "Electric grand",
    "Honky-tonk piano",
    "Electric piano",
    "FM electric piano",
    "Harpsichord",
    "Clavinet",
    "Celesta",
    "Glockenspiel",
    "Music box",
    "Vibraphone",
    "Marimba",
    "Xylophone",
    "Tubular bells",
    "Dulcimer",
    "Drawbar organ",
    "Percussive organ",
    "Rock organ",
    "Church organ",
    "Reed organ",
    "Accordion",
    "Harmonica",
    "Bandoneon",
    "Nylon guitar",
    "Steel guitar",
    "Jazz guitar",
    "Clean guitar",
    "Muted guitar",
    "Overdriven guitar",
    "Distorted guitar",
    "Guitar harmonics",
    "Acoustic bass",
    "Fingered bass",
    "Picked bass",
    "Fretless bass",
    "Slap bass",
    "Slap bass 2",
    "Synth bass",
    "Synth bass 2",
    "Violin",
    "Viola",
    "Cello",
    "Contrabass",
    "Tremolo strings",
    "Pizzicato strings",
    "Harp",
    "Timpani",
    "Strings",
    "Slow strings",
    "Synth strings",
    "Synth strings 2",
    "Choir",
    "Voice oohs",
    "Synth voice",
    "Orchestra hit",
    "Trumpet",
    "Trombone",
    "Tuba",
    "Muted trumpet",
    "French horns",
    "Brass section",
    "Synth brass",
    "Synth brass 2",
    "Soprano saxophone",
    "Alto saxophone",
    "Tenor saxophone",
    "Baritone saxophone",
    "Oboe",
    "English horn",
    "Bassoon",
    "Clarinet",
    "Piccolo",
    "Flute",
    "Recorder",
    "Pan flute",
    "Bottle",
    "Shakuhachi",
    "Whistle",
    "Ocarina",
    "Square lead",
    "Saw lead",
    "Calliope lead",
    "Chiff lead",
    "Charang lead",
    "Voice lead",
    "Fifths lead",
    "Bass and lead",
    "New age pad",
    "Warm pad",
    "Polysynth pad",
    "Choir pad",
    "Bowed pad",
    "Metallic pad",
    "Halo pad",
    "Sweep pad",
    "Rain",
    "Soundtrack",
    "Crystal",
    "Atmosphere",
    "Brightness",
    "Goblins",
    "Echoes",
    "Sci-fi",
    "Sitar",
    "Banjo",
    "Shamisen",
    "Koto",
    "Kalimba",
    "Bagpipe",
    "Fiddle",
    "Shanai",
    "Tinkle bell",
    "Agogo",
    "Steel drums",
    "Woodblock",
    "Taiko",
    "Melodic tom",
    "Synth drum",
    "Reverse cymbal",
    "Fret noise",
    "Breath noise",
    "Seashore",
    "Bird",
    "Telephone",
    "Helicopter",
    "Applause",
    "Gunshot",
};

const char *gm_program_name(int program)
{
    return program >= 0 && program < 128 ? program_names[program] : "Instrument";
}

const char *gm_kit_name(int program)
{
    switch (program) {
    case 8:
        return "Room kit";
    case 16:
        return "Power kit";
    case 24:
        return "Electronic kit";
    case 25:
        return "TR-808 kit";
    case 32:
        return "Jazz kit";
    case 40:
        return "Brush kit";
    case 48:
        return "Orchestra kit";
    case STYLE_HAND_DRUMS:
        return "Hand drums";
    default:
        return "Drum kit";
    }
}
