#include "common/workers/build_id.hpp"

#include <elf.h>
#include <fmt/format.h>
#include <link.h>

#include <algorithm>
#include <cstddef>
#include <span>

namespace tandem {
namespace {

/// Walks the notes of one segment, each padded to four bytes.
std::string id_in_notes(std::span<const unsigned char> notes) {
  const auto padded = [](std::size_t size) { return (size + 3) / 4 * 4; };
  while (notes.size() >= sizeof(ElfW(Nhdr))) {
    ElfW(Nhdr) head{};
    std::copy_n(notes.data(), sizeof head,
                reinterpret_cast<unsigned char*>(&head));
    const auto begin = sizeof head + padded(head.n_namesz);
    const auto whole = begin + padded(head.n_descsz);
    if (whole > notes.size()) {
      break;
    }
    if (head.n_type == NT_GNU_BUILD_ID) {
      std::string id;
      for (const unsigned byte : notes.subspan(begin, head.n_descsz)) {
        id += fmt::format("{:02x}", byte);
      }
      return id;
    }
    notes = notes.subspan(whole);
  }
  return "";
}

/// dl_iterate_phdr tells of the executable first.
int look_at_executable(dl_phdr_info* about, std::size_t, void* found) {
  for (ElfW(Half) i = 0; i < about->dlpi_phnum; ++i) {
    const auto& segment = about->dlpi_phdr[i];
    auto& id = *static_cast<std::string*>(found);
    if (segment.p_type == PT_NOTE && id.empty()) {
      id = id_in_notes({reinterpret_cast<const unsigned char*>(
                            about->dlpi_addr + segment.p_vaddr),
                        segment.p_memsz});
    }
  }
  return 1;  // and no further
}

}  // namespace

std::string build_id() {
  std::string id;
  dl_iterate_phdr(look_at_executable, &id);
  return id;
}

}  // namespace tandem
