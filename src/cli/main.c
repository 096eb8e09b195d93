/* The program's entry. */
#include "bgmusic/cli/command.h"

int main(int argc, char **argv)
{
    return command_run(argc, argv);
}
