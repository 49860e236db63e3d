/* Takes memory of a driver's devices, and prints whether what was freed is kept: ask-memory liblavapipe.so, beside fake-lavapipe.c's */
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>

typedef void (*Function)(void);
typedef Function (*Lookup)(void *, const char *);
enum { KIB = 1 << 10, MIB = 1 << 20 };

static char devices[2];
static int (*allocate)(void *, const void *, const void *, uint64_t *);
static void (*release)(void *, uint64_t, const void *);
static void (*destroy)(void *, const void *);
static int (*in_use)(int);

static uint64_t take_of(int device, uint64_t size, uint32_t type, const void *next, const void *allocator) {
  const struct {
    uint64_t kind;
    const void *next;
    uint64_t size, type;
  } asked = {5, next, size, type};
  uint64_t memory = 0;
  return allocate(&devices[device], &asked, allocator, &memory) ? 0 : memory;
}
static uint64_t take(uint64_t size) { return take_of(0, size, 0, 0, 0); }
static void give(uint64_t memory) { release(&devices[0], memory, 0); }
static int left(void) { return in_use(1000); }

int main(int argc, char **argv) {
  (void)argc;
  void *driver = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
  if (!driver) return puts(dlerror()), 1;
  Lookup get = (Lookup)dlsym(driver, "vk_icdGetInstanceProcAddr");
  Lookup get_device = (Lookup)get(driver, "vkGetDeviceProcAddr");
  allocate = (void *)get_device(devices, "vkAllocateMemory");
  release = (void *)get_device(devices, "vkFreeMemory");
  destroy = (void *)get_device(devices, "vkDestroyDevice");
  in_use = (void *)get_device(devices, "inUse");
  printf("by an instance too: %d\n", get(driver, "vkFreeMemory") == (Function)release);

  uint64_t larger = take(5 * MIB), smaller = take(4 * MIB);
  give(larger), give(smaller), give(0);
  printf("the best fit, then the next: %d", take(4 * MIB) == smaller);
  printf(" %d\n", take(4 * MIB) == larger);
  give(smaller), give(larger);
  printf("too small, too large, another type, another device: %d", take(5 * MIB + 1) > larger);
  printf(" %d", take(3 * MIB) > larger);
  printf(" %d", take_of(0, 4 * MIB, 1, 0, 0) > larger);
  printf(" %d\n", take_of(1, 4 * MIB, 0, 0, 0) > larger);
  printf("a chain, an allocator: %d", take_of(0, 4 * MIB, 0, devices, 0) > larger);
  printf(" %d\n", take_of(0, 4 * MIB, 0, 0, devices) > larger);
  int before = left();
  give(take_of(0, 4 * MIB, 0, devices, 0)), give(take(64 * KIB - 1)), give(take(65 * MIB));
  printf("let go: %d\n", left() - before);

  destroy(&devices[1], 0), destroy(&devices[0], 0);
  printf("freed with their device: %d\n", left() - before);

  before = left();
  uint64_t memories[70];
  for (int i = 0; i < 70; i++) memories[i] = take(64 * KIB);
  for (int i = 0; i < 70; i++) give(memories[i]);
  printf("kept at most: %d", left() - before);
  int again = 0;
  for (int i = 0; i < 70; i++) {
    const uint64_t memory = take(64 * KIB);
    again += memory >= memories[6] && memory <= memories[69];
  }
  printf(", the latest: %d\n", again);
  before = left();
  for (int i = 0; i < 7; i++) memories[i] = take(10 * MIB);
  for (int i = 0; i < 7; i++) give(memories[i]);
  printf("kept at most, of 10 MiB: %d\n", left() - before);

  in_use(left());
  printf("room is made: %d", take(20 * MIB) != 0);
  printf(", and what is left: %d\n", left() - before);
  in_use(3000);
  uint64_t last = 0;
  for (int i = 0; i < 1100; i++) last = take(64 * KIB);
  before = in_use(3000);
  give(last);
  printf("what there is no room to know is not kept: %d\n", in_use(3000) - before);
  return 0;
}
