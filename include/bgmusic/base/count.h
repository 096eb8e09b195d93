/* How many elements an array has. Only for an array in sight: a parameter is a pointer, and would count wrong. */
#ifndef BGMUSIC_BASE_COUNT_H
#define BGMUSIC_BASE_COUNT_H

#define COUNT(array) (sizeof(array) / sizeof *(array))

#endif
