/*
 * A Vulkan driver (ICD) by which Chrome's WebGPU draws on Mesa's lavapipe. It loads libvulkan_lvp.so and hands out its functions, but for
 *
 * - the physical device's type, which is a GPU's: Dawn lists a CPU after SwiftShader, and Chrome takes the first;
 * - external semaphores as OPAQUE_FD, and the extension that has them: Chrome takes no device without, as it shows WebGPU's pictures on a
 *   page by them. Making one fails still, as lavapipe has none; a picture that is read back through a buffer needs none;
 * - memory of the device that was freed, which is kept for the next that asks for as much;
 * - malloc and free, for one size of block that each render pass takes anew.
 *
 * It needs libc's headers alone. build.sh has the flags; two of them are needed: -z nodelete, as lavapipe calls back, and the RPATH.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <link.h>
#include <malloc.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* ---- What of Vulkan is touched here, as its ABI has it where pointers have 64 bits. ---- */

typedef void (*Function)(void);

enum { SUCCESS = 0, INCOMPLETE = 5, OUT_OF_HOST_MEMORY = -1, OUT_OF_DEVICE_MEMORY = -2 };
enum { INCOMPATIBLE_DRIVER = -9, INVALID_EXTERNAL_HANDLE = -1000072003 };
enum { INTEGRATED_GPU = 1, OPAQUE_FD = 1, EXPORTABLE = 1, IMPORTABLE = 2 };

/* The first members of VkPhysicalDeviceProperties. */
typedef struct {
  uint32_t api, driver, vendor, device, type;
} Properties;

typedef struct {
  uint32_t kind;
  void *next;
  Properties properties;
} Properties2;

typedef struct {
  uint32_t kind;
  const void *next;
  uint32_t handle;
} SemaphoreInfo;

typedef struct {
  uint32_t kind;
  void *next;
  uint32_t from_imported, compatible, features;
} SemaphoreProperties;

typedef struct {
  char name[256];
  uint32_t version;
} Extension;

typedef struct {
  uint32_t kind;
  const void *next;
  uint32_t flags, queue_count;
  const void *queues;
  uint32_t layer_count;
  const char *const *layers;
  uint32_t extension_count;
  const char *const *extensions;
  const void *features;
} DeviceInfo;

typedef struct {
  uint32_t kind;
  const void *next;
  uint64_t size;
  uint32_t type;
} MemoryInfo;

_Static_assert(sizeof(void *) == 8, "64-bit");
_Static_assert(offsetof(Properties, type) == 16, "VkPhysicalDeviceProperties");
_Static_assert(offsetof(Properties2, properties) == 16, "VkPhysicalDeviceProperties2");
_Static_assert(offsetof(SemaphoreInfo, handle) == 16, "VkPhysicalDeviceExternalSemaphoreInfo");
_Static_assert(offsetof(SemaphoreProperties, features) == 24, "VkExternalSemaphoreProperties");
_Static_assert(offsetof(Extension, version) == 256 && sizeof(Extension) == 260, "VkExtensionProperties");
_Static_assert(offsetof(DeviceInfo, extension_count) == 48 && offsetof(DeviceInfo, extensions) == 56, "VkDeviceCreateInfo");
_Static_assert(sizeof(DeviceInfo) == 72, "VkDeviceCreateInfo");
_Static_assert(offsetof(MemoryInfo, type) == 24 && sizeof(MemoryInfo) == 32, "VkMemoryAllocateInfo");

/* ---- The functions that answer otherwise, each beside lavapipe's own, which all instances share. ---- */

static _Atomic(void (*)(void *, Properties *)) own_properties;
static _Atomic(void (*)(void *, Properties2 *)) own_properties2;
static _Atomic(void (*)(void *, const SemaphoreInfo *, SemaphoreProperties *)) own_semaphores;
static _Atomic(int (*)(void *, const char *, uint32_t *, Extension *)) own_extensions;
static _Atomic(int (*)(void *, const DeviceInfo *, const void *, void **)) own_create_device;
static _Atomic(Function (*)(void *, const char *)) own_device_function;
static _Atomic(int (*)(void *, const MemoryInfo *, const void *, uint64_t *)) own_allocate;
static _Atomic(void (*)(void *, uint64_t, const void *)) own_free;
static _Atomic(void (*)(void *, const void *)) own_destroy_device;

static void get_properties(void *device, Properties *out) {
  own_properties(device, out);
  out->type = INTEGRATED_GPU;
}

static void get_properties2(void *device, Properties2 *out) {
  own_properties2(device, out);
  out->properties.type = INTEGRATED_GPU;
}

static void get_semaphores(void *device, const SemaphoreInfo *asked, SemaphoreProperties *out) {
  own_semaphores(device, asked, out);
  if (asked->handle == OPAQUE_FD) out->features = EXPORTABLE | IMPORTABLE;
}

/* Mesa has it from 26 on, but not for OPAQUE_FD. */
static const Extension added = {"VK_KHR_external_semaphore_fd", 1};

static int get_extensions(void *device, const char *layer, uint32_t *count, Extension *out) {
  if (layer) return own_extensions(device, layer, count, out);
  uint32_t own = 0, all = 0;
  int result = own_extensions(device, 0, &own, 0);
  if (result != SUCCESS) return result;
  Extension *list = calloc((size_t)own + 1, sizeof *list);
  if (!list) return OUT_OF_HOST_MEMORY;
  result = own_extensions(device, 0, &own, list);
  if (result == SUCCESS) {
    while (all < own && strcmp(list[all].name, added.name) != 0) all++;
    if (all == own) list[own++] = added;
    if (out && *count < own) own = *count, result = INCOMPLETE;
    if (out) memcpy(out, list, own * sizeof *list);
    *count = own;
  }
  free(list);
  return result;
}

/* lavapipe is not asked for what it may not have. */
static int create_device(void *device, const DeviceInfo *asked, const void *allocator, void **out) {
  const char **names = calloc((size_t)asked->extension_count + 1, sizeof *names);
  if (!names) return OUT_OF_HOST_MEMORY;
  DeviceInfo info = *asked;
  info.extensions = names;
  info.extension_count = 0;
  for (uint32_t i = 0; i < asked->extension_count; i++)
    if (strcmp(asked->extensions[i], added.name) != 0) names[info.extension_count++] = asked->extensions[i];
  const int result = own_create_device(device, &info, allocator, out);
  free(names);
  return result;
}

static int share_nothing(void) { return INVALID_EXTERNAL_HANDLE; }

/* ---- Memory of the device that is kept. ----
 *
 * lavapipe maps memory from a file of its own, and unmaps and punches it when it is freed. A picture's textures and buffers are as large as
 * the last one's, and the kernel would find and clear all their pages anew. What new memory holds is undefined in Vulkan. */
enum { LEAST_MEMORY = 64 << 10, MOST_MEMORY = 64 << 20, MOST_MEMORIES = 64, KNOWN = 1024 };

/* What was allocated here and may be kept: in use, or else kept since `freed`. */
typedef struct {
  void *device;
  uint64_t memory, size, freed;
  uint32_t type;
} Memory;

static pthread_mutex_t memory_lock = PTHREAD_MUTEX_INITIALIZER;
static Memory known[KNOWN];
static uint64_t frees, kept_size;
static unsigned kept_memories;

static Memory *known_as(const void *device, uint64_t memory) {
  for (Memory *each = known; each < known + KNOWN; each++)
    if (each->device == device && each->memory == memory) return each;
  return 0;
}

/* Kept memory is as good as used, or gone. */
static void count_out(const Memory *one) { kept_size -= one->size, kept_memories--; }

static void let_go(Memory *one) {
  count_out(one);
  own_free(one->device, one->memory, 0);
  *one = (Memory){0};
}

/* Lets the oldest go until no more than this is kept. */
static void keep_at_most(uint64_t size, unsigned memories) {
  while (kept_size > size || kept_memories > memories) {
    Memory *oldest = 0;
    for (Memory *each = known; each < known + KNOWN; each++)
      if (each->device && each->freed && (!oldest || each->freed < oldest->freed)) oldest = each;
    let_go(oldest);
  }
}

/* The smallest that will do, and is not much too large. */
static uint64_t reuse(const void *device, const MemoryInfo *asked) {
  Memory *best = 0;
  for (Memory *each = known; each < known + KNOWN; each++)
    if (each->device == device && each->freed && each->type == asked->type && each->size >= asked->size &&
        each->size - asked->size <= asked->size / 4 && (!best || each->size < best->size))
      best = each;
  if (!best) return 0;
  count_out(best);
  best->freed = 0;
  return best->memory;
}

static void know(void *device, const MemoryInfo *asked, uint64_t memory) {
  Memory *room = known_as(0, 0);
  if (room) *room = (Memory){device, memory, asked->size, 0, asked->type};
}

static int allocate_memory(void *device, const MemoryInfo *asked, const void *allocator, uint64_t *out) {
  /* what comes with a chain of more may be shared, or imported */
  const int keeps = !allocator && !asked->next && asked->size >= LEAST_MEMORY && asked->size <= MOST_MEMORY;
  if (keeps) {
    pthread_mutex_lock(&memory_lock);
    const uint64_t memory = reuse(device, asked);
    pthread_mutex_unlock(&memory_lock);
    if (memory) return *out = memory, SUCCESS;
  }
  int result = own_allocate(device, asked, allocator, out);
  if (result == OUT_OF_HOST_MEMORY || result == OUT_OF_DEVICE_MEMORY) {
    pthread_mutex_lock(&memory_lock);
    keep_at_most(0, 0);
    pthread_mutex_unlock(&memory_lock);
    result = own_allocate(device, asked, allocator, out);
  }
  if (keeps && result == SUCCESS) {
    pthread_mutex_lock(&memory_lock);
    know(device, asked, *out);
    pthread_mutex_unlock(&memory_lock);
  }
  return result;
}

/* Memory that is mapped stays so: lavapipe maps all, always, and only tells where. */
static void free_memory(void *device, uint64_t memory, const void *allocator) {
  pthread_mutex_lock(&memory_lock);
  Memory *one = memory ? known_as(device, memory) : 0;
  if (one) {
    one->freed = ++frees;
    kept_size += one->size, kept_memories++;
    keep_at_most(MOST_MEMORY, MOST_MEMORIES);
  }
  pthread_mutex_unlock(&memory_lock);
  if (!one) own_free(device, memory, allocator);
}

static void destroy_device(void *device, const void *allocator) {
  pthread_mutex_lock(&memory_lock);
  for (Memory *each = known; device && each < known + KNOWN; each++)
    if (each->device == device) {
      if (each->freed) let_go(each);
      *each = (Memory){0};
    }
  pthread_mutex_unlock(&memory_lock);
  own_destroy_device(device, allocator);
}

/* ---- Who asks for a function. ---- */

static Function changed(const char *name, Function own);

static Function get_device_function(void *device, const char *name) {
  const int shares = !strcmp(name, "vkImportSemaphoreFdKHR") || !strcmp(name, "vkGetSemaphoreFdKHR");
  return shares ? (Function)share_nothing : changed(name, own_device_function(device, name));
}

/* Whether a function has this name, or the one it had as an extension's. */
static int is_called(const char *name, const char *function, size_t length) {
  return !strncmp(name, function, length) && (!name[length] || !strcmp(name + length, "KHR"));
}

static Function changed(const char *name, Function own) {
  if (!own) return own;
#define CHANGE(function, stored, ours) \
  if (is_called(name, function, sizeof function - 1)) return atomic_store(&stored, (__typeof__(&ours))own), (Function)ours
  CHANGE("vkGetPhysicalDeviceProperties", own_properties, get_properties);
  CHANGE("vkGetPhysicalDeviceProperties2", own_properties2, get_properties2);
  CHANGE("vkGetPhysicalDeviceExternalSemaphoreProperties", own_semaphores, get_semaphores);
  CHANGE("vkEnumerateDeviceExtensionProperties", own_extensions, get_extensions);
  CHANGE("vkCreateDevice", own_create_device, create_device);
  CHANGE("vkGetDeviceProcAddr", own_device_function, get_device_function);
  CHANGE("vkAllocateMemory", own_allocate, allocate_memory);
  CHANGE("vkFreeMemory", own_free, free_memory);
  CHANGE("vkDestroyDevice", own_destroy_device, destroy_device);
#undef CHANGE
  return own;
}

/* ---- Blocks that are kept. ----
 *
 * lavapipe takes blocks of 64 KiB and a header for what a render pass draws, hundreds of them, and frees them after it. Chrome's malloc gives
 * blocks above 64 KiB back to the kernel when they are freed, and to get them anew took longer than to draw. So lavapipe's calls of malloc and
 * free come here, and blocks of that size wait for the next pass. They are malloc's own, whole and valid: whoever else frees or resizes one
 * does no harm, and no more comes of a mistake about whose a block was than that it waits here.
 */
enum { LEAST = 64 << 10, BLOCK = LEAST + 64, MOST = 1024 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static void *kept;
static unsigned count;

/* The last word of a block that was taken here is its address: others of its size come and go otherwise, and would crowd it out. */
static uintptr_t *mark(void *block) { return (uintptr_t *)((char *)block + BLOCK - sizeof(uintptr_t)); }

static void *take(size_t size) {
  if (size <= LEAST || size > BLOCK - sizeof(uintptr_t)) return malloc(size);
  pthread_mutex_lock(&lock);
  void *block = kept;
  if (block) kept = *(void **)block, count--;
  pthread_mutex_unlock(&lock);
  if (!block && (block = malloc(BLOCK))) *mark(block) = (uintptr_t)block;
  return block;
}

static void give(void *block) {
  if (malloc_usable_size(block) >= BLOCK && *mark(block) == (uintptr_t)block) {
    pthread_mutex_lock(&lock);
    if (count < MOST) *(void **)block = kept, kept = block, block = 0, count++;
    pthread_mutex_unlock(&lock);
  }
  free(block);
}

/* Whether both are one allocator's, whoever's it is: Chrome has its own for the whole process. */
static int knows_sizes(void) {
  Dl_info one, other;
  return dladdr((void *)malloc, &one) && dladdr((void *)malloc_usable_size, &other) && one.dli_fbase == other.dli_fbase;
}

/* Where relocations name malloc or free, ours are put. */
static void relink(char *base, const ElfW(Rela) *list, size_t bytes, const ElfW(Sym) *symbols, const char *names) {
  for (size_t i = 0; i < bytes / sizeof *list; i++) {
    const char *name = names + symbols[ELF64_R_SYM(list[i].r_info)].st_name;
    const Function ours = !strcmp(name, "malloc") ? (Function)take : !strcmp(name, "free") ? (Function)give : 0;
    if (ours) *(Function *)(void *)(base + list[i].r_offset) = ours;
  }
}

static void keep_blocks(void *library) {
  struct link_map *map;
  Dl_info place;
  if (!knows_sizes() || dlinfo(library, RTLD_DI_LINKMAP, &map) || !dladdr(map->l_ld, &place)) return;
  ElfW(Addr) found[DT_NUM] = {0};
  for (const ElfW(Dyn) *entry = map->l_ld; entry->d_tag != DT_NULL; entry++)
    if (entry->d_tag > 0 && entry->d_tag < DT_NUM) found[entry->d_tag] = entry->d_un.d_ptr;

  /* What is read-only since it was linked is opened for as long as this takes. */
  char *const base = place.dli_fbase;
  const ElfW(Ehdr) *header = (void *)base;
  const ElfW(Phdr) *segments = (void *)(base + header->e_phoff);
  const size_t page = (size_t)sysconf(_SC_PAGESIZE);
  size_t start = 0, end = 0;
  for (int i = 0; i < header->e_phnum; i++)
    if (segments[i].p_type == PT_GNU_RELRO) {
      start = segments[i].p_vaddr & -page;
      end = (segments[i].p_vaddr + segments[i].p_memsz) & -page;
    }
  if (end > start && mprotect(base + start, end - start, PROT_READ | PROT_WRITE)) return;
  relink(base, (void *)found[DT_JMPREL], found[DT_PLTRELSZ], (void *)found[DT_SYMTAB], (void *)found[DT_STRTAB]);
  relink(base, (void *)found[DT_RELA], found[DT_RELASZ], (void *)found[DT_SYMTAB], (void *)found[DT_STRTAB]);
  if (end > start) mprotect(base + start, end - start, PROT_READ);
}

/* ---- What a loader calls. ---- */

#define EXPORT __attribute__((visibility("default")))

static Function (*own_function)(void *, const char *);
static Function (*own_device_level)(void *, const char *);
static int (*own_negotiate)(uint32_t *);

/* Once, as this is loaded. dlopen looks beside this file first, by its RPATH. */
__attribute__((constructor)) static void open_lavapipe(void) {
  void *library = dlopen("libvulkan_lvp.so", RTLD_NOW | RTLD_LOCAL);
  if (!library) return;
  keep_blocks(library);
  *(void **)&own_function = dlsym(library, "vk_icdGetInstanceProcAddr");
  *(void **)&own_device_level = dlsym(library, "vk_icdGetPhysicalDeviceProcAddr");
  *(void **)&own_negotiate = dlsym(library, "vk_icdNegotiateLoaderICDInterfaceVersion");
}

EXPORT Function vk_icdGetInstanceProcAddr(void *instance, const char *name) {
  return own_function ? changed(name, own_function(instance, name)) : 0;
}

EXPORT Function vk_icdGetPhysicalDeviceProcAddr(void *instance, const char *name) {
  return own_device_level ? changed(name, own_device_level(instance, name)) : 0;
}

EXPORT int vk_icdNegotiateLoaderICDInterfaceVersion(uint32_t *version) {
  return own_function && own_negotiate ? own_negotiate(version) : INCOMPATIBLE_DRIVER;
}
