/* A lavapipe that only takes and frees memory as lavapipe does, and says whether its blocks were kept; its devices count their memory. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = (64 << 10) + 16, MANY = 1100 };

int of_another(void);

/* Memory is a number, of which at most `most` are in use. */
static uint64_t made;
static int used, most = 1000;

static int allocate(void *device, const void *asked, const void *allocator, uint64_t *out) {
  (void)device, (void)asked, (void)allocator;
  if (used >= most) return -2;
  used++, *out = ++made;
  return 0;
}
static void release(void *device, uint64_t memory, const void *allocator) {
  (void)device, (void)allocator;
  used -= memory != 0;
}
static void destroy(void *device, const void *allocator) { (void)device, (void)allocator; }
static int in_use(int limit) { return most = limit, used; }

static void *device_function(void *device, const char *name) {
  (void)device;
  if (!strcmp(name, "vkAllocateMemory")) return allocate;
  if (!strcmp(name, "vkFreeMemory")) return release;
  return !strcmp(name, "vkDestroyDevice") ? destroy : !strcmp(name, "inUse") ? in_use : 0;
}

void *vk_icdGetInstanceProcAddr(void *instance, const char *name) {
  return !instance ? 0 : !strcmp(name, "vkGetDeviceProcAddr") ? device_function : device_function(0, name);
}

int vk_icdNegotiateLoaderICDInterfaceVersion(uint32_t *version) {
  static void *blocks[MANY], *again[MANY];
  for (int i = 0; i < MANY; i++) memset(blocks[i] = malloc(BLOCK), i, BLOCK);
  for (int i = 0; i < MANY; i++) free(blocks[i]);
  /* what was kept comes back, the last first, and the rest is malloc's */
  int kept = 0;
  for (int i = 0; i < MANY; i++) {
    memset(again[i] = malloc(BLOCK), i, BLOCK);
    kept += i < 1024 && again[i] == blocks[1023 - i];
  }
  for (int i = 0; i < MANY; i++) {
    void *block = again[i];
    if (i % 3 == 0) block = realloc(block, 10);
    if (i % 3 == 1) block = realloc(block, 2 * BLOCK);
    free(block);
  }
  /* of the same size, and not of lavapipe's making */
  void *other = 0;
  if (posix_memalign(&other, 4096, BLOCK)) other = 0;
  free(other);
  free(calloc(1, BLOCK));
  free(0);
  printf("kept %d, another %d\n", kept, of_another());
  *version = 5;
  exit(0);
}
