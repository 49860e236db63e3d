/* Asks a Vulkan driver what Chrome asks of it, as a loader would, and prints what it says: ask-driver liblavapipe.so */
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef void (*Function)(void);
typedef Function (*Lookup)(void *, const char *);
typedef struct {
  char name[256];
  uint32_t version;
} Extension;

static const char shared[] = "VK_KHR_external_semaphore_fd";

static void fail(const char *what) {
  printf("failed: %s\n", what);
  exit(1);
}

static unsigned listed(const Extension *list, uint32_t count) {
  unsigned times = 0;
  for (uint32_t i = 0; i < count; i++) times += !strcmp(list[i].name, shared);
  return times;
}

static void ask_device(Lookup get, void *instance, void *device) {
  uint32_t properties[512] = {0};
  ((void (*)(void *, void *))get(instance, "vkGetPhysicalDeviceProperties"))(device, properties);
  struct {
    uint64_t kind;
    void *next;
    uint32_t properties[512];
  } two = {1000059001, 0, {0}};
  ((void (*)(void *, void *))get(instance, "vkGetPhysicalDeviceProperties2KHR"))(device, &two);
  printf("name: %s\n", (char *)&properties[5]);
  printf("type: %u %u\n", properties[4], two.properties[4]);
  if (memcmp(properties, two.properties, 5 * sizeof *properties)) fail("both answers are the same");

  for (uint32_t handle = 1; handle < 32; handle <<= 1) {
    struct {
      uint64_t kind;
      void *next;
      uint64_t handle;
    } asked = {1000076000, 0, handle};
    struct {
      uint64_t kind;
      void *next;
      uint32_t values[4];
    } answer = {1000076001, 0, {0, 0, 0, 77}};
    ((void (*)(void *, void *, void *))get(instance, "vkGetPhysicalDeviceExternalSemaphoreProperties"))(device, &asked, &answer);
    printf("semaphore %u: %u %u\n", handle, answer.values[2], answer.values[3]);
  }

  int (*extensions)(void *, const char *, uint32_t *, Extension *) = (int (*)(void *, const char *, uint32_t *, Extension *))get(
      instance, "vkEnumerateDeviceExtensionProperties");
  uint32_t count = 0;
  if (extensions(device, 0, &count, 0)) fail("extensions");
  Extension *list = calloc(count + 1, sizeof *list);
  list[count].version = 77;
  uint32_t room = count - 1;
  printf("too little room: %d", extensions(device, 0, &room, list));
  printf(" %d %u\n", room == count - 1, list[count - 1].version);
  room = count + 1;
  printf("room: %d", extensions(device, 0, &room, list));
  printf(" %d %u listed %u\n", room == count, list[count].version, listed(list, count));
  room = 0;
  printf("no room: %d", extensions(device, 0, &room, list));
  printf(" %u\n", room);

  const float priority = 1;
  const struct {
    uint64_t kind;
    void *next;
    uint32_t flags, family;
    uint64_t queues;
    const float *priorities;
  } queue = {2, 0, 0, 0, 1, &priority};
  const char *names[] = {shared, "VK_KHR_external_memory_fd", "VK_KHR_no_such"};
  struct {
    uint64_t kind;
    void *next;
    uint32_t flags, queues;
    const void *queue;
    uint64_t layers;
    void *layer;
    uint64_t extensions;
    const char **extension;
    void *features;
  } info = {3, 0, 0, 1, &queue, 0, 0, 3, names, 0};
  int (*create)(void *, void *, void *, void **) = (int (*)(void *, void *, void *, void **))get(instance, "vkCreateDevice");
  void *made = 0;
  printf("a device with an extension that nobody has: %d\n", create(device, &info, 0, &made));
  info.extensions = 2;
  printf("a device with ours: %d\n", create(device, &info, 0, &made));
  Lookup get_device = (Lookup)get(instance, "vkGetDeviceProcAddr");
  uint64_t words[4] = {1000079000};
  int fd = -1;
  printf("import, export: %d %d\n", ((int (*)(void *, void *))get_device(made, "vkImportSemaphoreFdKHR"))(made, words),
         ((int (*)(void *, void *, int *))get_device(made, "vkGetSemaphoreFdKHR"))(made, words, &fd));
  printf("others: %d %d\n", get_device(made, "vkQueueSubmit") != 0, get_device(made, "vkNoSuch") != 0);
  free(list);
  ((void (*)(void *, void *))get_device(made, "vkDestroyDevice"))(made, 0);
}

static void *make_instance(Lookup get) {
  const uint32_t application[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1u << 22 | 3u << 12};
  const char *aliases = "VK_KHR_get_physical_device_properties2";
  struct {
    uint64_t kind;
    void *next;
    uint64_t flags;
    const void *application;
    uint64_t layers;
    void *layer;
    uint64_t extensions;
    const char **extension;
  } info = {1, 0, 0, application, 0, 0, 1, &aliases};
  void *instance = 0;
  if (((int (*)(void *, void *, void **))get(0, "vkCreateInstance"))(&info, 0, &instance)) fail("vkCreateInstance");
  return instance;
}

int main(int argc, char **argv) {
  (void)argc;
  /* Twice, as Chrome's loader closes a driver and opens it again, and each time by two instances at once. */
  for (int turn = 0; turn < 2; turn++) {
    void *driver = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
    if (!driver) fail(dlerror());
    uint32_t version = 5;
    if (((int (*)(uint32_t *))dlsym(driver, "vk_icdNegotiateLoaderICDInterfaceVersion"))(&version)) fail("it finds no lavapipe");
    Lookup get = (Lookup)dlsym(driver, "vk_icdGetInstanceProcAddr"), get_level = (Lookup)dlsym(driver, "vk_icdGetPhysicalDeviceProcAddr");
    void *instances[] = {make_instance(get), make_instance(get)};
    for (int i = 0; i < 2; i++) {
      void *device = 0;
      uint32_t devices = 1;
      ((int (*)(void *, uint32_t *, void **))get(instances[i], "vkEnumeratePhysicalDevices"))(instances[i], &devices, &device);
      printf("devices: %u\n", devices);
      printf("a physical device's: %d %d %d\n", get_level(instances[i], "vkGetPhysicalDeviceProperties") == get(instances[i], "vkGetPhysicalDeviceProperties"),
             get_level(instances[i], "vkQueueSubmit") != 0, get(instances[i], "vkNoSuch") != 0);
      ask_device(get, instances[i], device);
    }
    for (int i = 0; i < 2; i++) ((void (*)(void *, void *))get(instances[i], "vkDestroyInstance"))(instances[i], 0);
    dlclose(driver);
  }
  return 0;
}
