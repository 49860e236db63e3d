/*
 * Lets a program's large blocks have huge pages, where the kernel gives them to who asks: the kernel finds, clears and maps 2 MiB at once
 * rather than 4 KiB at a time. Chrome makes large blocks usable by mprotect, and asks for no huge pages. By LD_PRELOAD.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { HUGE_PAGE = 2 << 20 };

__attribute__((visibility("default"))) int mprotect(void *start, size_t length, int access) {
  const int result = (int)syscall(SYS_mprotect, start, length, access);
  if (result == 0 && length >= HUGE_PAGE && access == (PROT_READ | PROT_WRITE)) {
    /* no kernel has to know of them */
    const int before = errno;
    syscall(SYS_madvise, start, length, MADV_HUGEPAGE);
    errno = before;
  }
  return result;
}
