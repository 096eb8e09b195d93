#!/bin/sh
# One shard of a list as a task of a Slurm array job:
#     sbatch --array=1-8 slurm.sh clips.txt out
#SBATCH --job-name=bgmusic
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --signal=B:TERM@60
set -eu
list=$1 folder=$2
shard=$((SLURM_ARRAY_TASK_ID - SLURM_ARRAY_TASK_MIN + 1))/$SLURM_ARRAY_TASK_COUNT
# exec: the signal before the time limit reaches the program itself, which saves its jobs.
exec bgmusic -q add --from-list "$list" --shard "$shard" --jobs "${SLURM_CPUS_PER_TASK:-1}" --skip-existing -o "$folder" \
    --engine "${BGMUSIC_ENGINE:-auto}"
