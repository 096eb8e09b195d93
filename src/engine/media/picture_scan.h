/* How ffmpeg is told to scan pictures. */
#ifndef BGMUSIC_ENGINE_MEDIA_PICTURE_SCAN_H
#define BGMUSIC_ENGINE_MEDIA_PICTURE_SCAN_H

/* The scan of the pictures: of an input that gives key frames alone (before `-i`), and what is measured of each; the
 * lines of MEDIA_PICTURE_FILTER go to its file, each in one write, so that they may share a pipe with others. The
 * height has a bound: a picture of 2 x 1600 would become one of 160 x 128000. */
#define MEDIA_KEY_FRAMES_ALONE "-discard:v", "nokey", "-skip_loop_filter", "all"
#define MEDIA_PICTURE_FILTER(file)                                                             \
    "scale=160:'max(2,min(640,2*round(80*ih/iw)))':flags=fast_bilinear,scdet=t=8,signalstats," \
    "metadata=print:direct=1:file=" file

#endif
