/* Maps 4 MiB as Chrome does, and prints what the kernel says of them: map-memory */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

enum { LENGTH = 4 << 20 };

int main(void) {
  char *block = mmap(0, LENGTH, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  errno = 7;
  if (mprotect(block, LENGTH, PROT_READ | PROT_WRITE) || errno != 7) return 1;
  memset(block, 1, LENGTH);
  FILE *maps = fopen("/proc/self/smaps", "r");
  char line[512];
  unsigned long start, end;
  for (int here = 0; fgets(line, sizeof line, maps);) {
    if (sscanf(line, "%lx-%lx ", &start, &end) == 2) here = start <= (unsigned long)block && (unsigned long)block < end;
    if (here && !strncmp(line, "VmFlags:", 8)) fputs(line, stdout);
  }
  const int result = mprotect(block + 1, LENGTH, PROT_READ | PROT_WRITE);
  printf("refused: %d %d\n", result, errno == EINVAL);
  return 0;
}
