/* The service believes that its user sits before a graphical editor. Its sentences about buttons, panels and dragging
 * are turned into what this program does; descriptions of the content stay. */
#ifndef BGMUSIC_APP_GUI_TALK_H
#define BGMUSIC_APP_GUI_TALK_H

/* The caller's. */
char *gui_talk_translate(const char *text);

#endif
