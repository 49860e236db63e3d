/*
 * Has the kernel find, clear and map a program's large blocks at once, in huge pages where it gives them to who asks: one page fault for every
 * 4 KiB takes longer than what Chrome does with pictures of some MiB. Chrome makes such blocks usable by mprotect, and fills them. By LD_PRELOAD.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Of blocks above MOST, it is not known whether they will be filled. */
enum { HUGE_PAGE = 2 << 20, MOST = 64 << 20, POPULATE_WRITE = 23 };

__attribute__((visibility("default"))) int mprotect(void *start, size_t length, int access) {
  const int result = (int)syscall(SYS_mprotect, start, length, access);
  if (result == 0 && length >= HUGE_PAGE && access == (PROT_READ | PROT_WRITE)) {
    /* a kernel need not know of either: Linux does since 2.6.38 and 5.14 */
    const int before = errno;
    syscall(SYS_madvise, start, length, MADV_HUGEPAGE);
    if (length <= MOST) syscall(SYS_madvise, start, length, POPULATE_WRITE);
    errno = before;
  }
  return result;
}
