/* A process limit on threads that a test can switch on. Once in a program: it defines pthread_create(). */
#ifndef BGMUSIC_TESTS_THREAD_LIMIT_H
#define BGMUSIC_TESTS_THREAD_LIMIT_H

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

static bool threads_run_out;

/* Stands before the C library's. */
int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *), void *argument)
{
    typedef int create_fn(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
    static create_fn *real;
    if (threads_run_out)
        return EAGAIN;
    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "pthread_create");
    return real(thread, attributes, run, argument);
}

#endif
