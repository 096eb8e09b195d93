/* How ffmpeg and ffprobe are pointed at a file from outside: as a plain local file, whatever its
 * name looks like, and with the demuxers limited to real containers (a playlist or a concat
 * script could name other files). */
#ifndef BGMUSIC_BASE_MEDIA_INPUT_H
#define BGMUSIC_BASE_MEDIA_INPUT_H

/* Demuxers by ffmpeg's names. Absent on purpose: hls, dash, concat, image2 patterns, lavfi, sdp,
 * rtp. */
#define MEDIA_FORMATS                                                                              \
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,mpegvideo,flv,asf,ogg,wav,w64,mp3,aac," \
    "flac,gif,apng,aiff,caf,ac3,eac3,dts,amr,au,mxf,dv,rm,wtv,nut,ivf,h264,hevc,m4v,wv,ape,tta,"   \
    "yuv4mpegpipe,mpjpeg,swf,nsv,image2,png_pipe,jpeg_pipe,webp_pipe,bmp_pipe,tiff_pipe"

/* The largest picture, as an area: what a file claims to hold is not made room for past it. A file of 62 KB that claims
 * 16000x15000 would take 5.4 GB in ffmpeg. 8192 is what level 6.2 of H.264 ends at. */
#define MEDIA_MOST_SIDE        8192
#define MEDIA_MOST_PIXELS_TEXT "67108864" /* MEDIA_MOST_SIDE squared */

/* Goes before `-i`. "concat" is for media_input_url() alone: no demuxer of the list opens a second URL. */
#define MEDIA_INPUT_GUARDS \
    "-protocol_whitelist", "file,pipe,concat", "-format_whitelist", MEDIA_FORMATS, "-max_pixels", MEDIA_MOST_PIXELS_TEXT

/* The same for ffmpeg where it reads streams of a film. It moves the start of a transport or program stream to that of
 * the streams that are read, so that the picture alone would begin at another moment than the sound alone; with an
 * offset of its own, which is less than a tick of any clock here, it leaves the start where it is. */
#define MEDIA_INPUT_FILM MEDIA_INPUT_GUARDS, "-itsoffset", "0.000001"

/* "file:PATH": a name like "http:x.mp4" or "-y" is a name. A name with "%" in it, which ffmpeg could take for the
 * pattern of a series of pictures ("q%d.png" would open q0.png), is given as the only member of a concatenation, whose
 * end is no picture's. The caller's. */
char *media_input_url(const char *path);
#define MEDIA_INPUT_URL(path) media_input_url(path)

/* Installed how? For errors about a missing ffmpeg. */
#ifdef __APPLE__
#define MEDIA_INSTALL_HINT "install it: brew install ffmpeg"
#else
#define MEDIA_INSTALL_HINT "install it: apt-get install ffmpeg (or your system's package of that name)"
#endif

#endif
