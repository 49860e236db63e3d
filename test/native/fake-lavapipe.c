/* A lavapipe that only takes and frees memory as lavapipe does, and says whether its blocks were kept. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = (64 << 10) + 16, MANY = 1100 };

int of_another(void);

void *vk_icdGetInstanceProcAddr(void *instance, const char *name) { return instance || name ? 0 : vk_icdGetInstanceProcAddr; }

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
