/* How many processor cores this process may use: the machine's, less what its affinity (taskset, a Slurm job) and its
 * cgroup's quota (a container, a Kubernetes pod) take away. */
#ifndef BGMUSIC_BASE_CORES_H
#define BGMUSIC_BASE_CORES_H

/* 1 and more. */
int cores_available(void);
/* What `text`, the content of a cgroup's cpu.max ("200000 100000": quota and period in microseconds; "max 100000"),
 * leaves at least in part: whole cores, rounded up; 0: no limit. Source: the kernel's cgroup-v2.rst, "CPU Interface
 * Files". */
int cores_of_quota(const char *text);

#endif
