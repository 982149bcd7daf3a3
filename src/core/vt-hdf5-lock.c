#include "vt-hdf5-lock.h"

#include <pthread.h>

/* Recursive, so that a function that reads a file may call another that locks for itself. */
static pthread_mutex_t hdf5_mutex = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

void
vt_hdf5_lock (void)
{
  pthread_mutex_lock (&hdf5_mutex);
}

void
vt_hdf5_unlock (void)
{
  pthread_mutex_unlock (&hdf5_mutex);
}
