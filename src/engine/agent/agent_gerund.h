/* "How about making it louder", "consider swapping the piano for a harp". */
#ifndef BGMUSIC_ENGINE_AGENT_AGENT_GERUND_H
#define BGMUSIC_ENGINE_AGENT_AGENT_GERUND_H

/* Turns the verbs behind such words into what an order would have ("  make it louder"), in a message of lower case. In
 * place: a blank stands ahead of the verb for each byte that it is shorter by, so all others keep their places. */
void agent_gerunds(char *lower);

#endif
