// SPDX-License-Identifier: Apache-2.0
#include "fact_file.hpp"

#include <algorithm>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace prodreview {
namespace {

constexpr std::string_view magic{"prodreview facts"};
/// Reads as something else on a machine of other byte order.
constexpr std::uint64_t byte_order = 0x0102030405060708U;
constexpr std::uint64_t largest_file = std::uint64_t{1} << 28U;

struct header {
  std::array<char, magic.size()> name{};
  std::uint64_t order = byte_order;
  std::uint64_t count = 0;
  /// Of the entries.
  std::uint64_t sum = 0;
};

[[nodiscard]] auto checksum(std::string_view bytes, std::uint64_t sum) -> std::uint64_t {
  auto const mix = [&](std::uint64_t more) {
    sum = (sum ^ more) * 0x9E3779B97F4A7C15U;
    sum ^= sum >> 32U;
  };
  mix(bytes.size());
  std::uint64_t word = 0;
  for (; bytes.size() >= sizeof word; bytes.remove_prefix(sizeof word)) {
    std::memcpy(&word, bytes.data(), sizeof word);
    mix(word);
  }
  word = 0;
  std::memcpy(&word, bytes.data(), bytes.size());
  mix(word);
  return sum;
}

[[nodiscard]] auto checksum(fact_key const &key, std::string_view value) -> std::uint64_t {
  return checksum(value, checksum({key.bytes.data(), key.bytes.size()}, 1));
}

template <class T> void append(std::string &to, T const &it) {
  to.append(reinterpret_cast<char const *>(&it), sizeof it);
}

} // namespace

auto fact_key::of(flow::kept_fact what, std::string_view identity) -> fact_key {
  fact_key key;
  key.bytes[0] = static_cast<char>(1 + static_cast<int>(what));
  identity.copy(key.bytes.data() + 1, key.bytes.size() - 1);
  return key;
}

fact_file::fact_file(std::string const &path)
    // What is no plain file must neither be followed nor waited for.
    : file_{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)} {
  struct stat found {};
  if (file_ < 0 || ::fstat(file_, &found) != 0 || !S_ISREG(found.st_mode)) return;
  size_ = static_cast<std::uint64_t>(found.st_size);
  if (size_ <= largest_file) read_entries();
}

fact_file::fact_file(fact_file &&other) noexcept
    : file_{std::exchange(other.file_, -1)}, size_{other.size_}, entries_{
                                                                     std::move(other.entries_)} {}

fact_file::~fact_file() {
  if (file_ >= 0) ::close(file_);
}

void fact_file::read_entries() {
  header head;
  if (!read_at(0, &head, sizeof head) || head.order != byte_order ||
      std::string_view{head.name.data(), head.name.size()} != magic ||
      head.count > size_ / sizeof(entry))
    return;
  std::vector<entry> entries(head.count);
  auto const bytes = entries.size() * sizeof(entry);
  if (!read_at(sizeof head, entries.data(), bytes)) return;
  if (checksum({reinterpret_cast<char const *>(entries.data()), bytes}, 0) != head.sum) return;
  entries_ = std::move(entries);
}

auto fact_file::read_at(std::uint64_t begin, void *into, std::uint64_t size) const -> bool {
  if (begin > size_ || size > size_ - begin) return false;
  return ::pread(file_, into, size, static_cast<off_t>(begin)) == static_cast<ssize_t>(size);
}

auto fact_file::read(fact_key const &key, std::string &into) const -> bool {
  auto const at =
      std::lower_bound(entries_.begin(), entries_.end(), key,
                       [](entry const &it, fact_key const &wanted) { return it.key < wanted; });
  return at != entries_.end() && at->key == key && read(*at, into);
}

auto fact_file::read(entry const &which, std::string &into) const -> bool {
  if (which.size > size_) return false;
  into.resize(which.size);
  return read_at(which.begin, into.data(), which.size) && checksum(which.key, into) == which.sum;
}

auto fact_file::all() const -> std::vector<fact_record> {
  std::vector<fact_record> all;
  std::string value;
  for (auto const &it : entries_)
    if (read(it, value)) all.emplace_back(it.key, value);
  return all;
}

auto fact_file::bytes_of(std::vector<fact_record> const &sorted) -> std::string {
  std::string entries;
  std::string values;
  auto const begin = sizeof(header) + sorted.size() * sizeof(entry);
  for (auto const &[key, value] : sorted) {
    append(entries, entry{key, begin + values.size(), value.size(), checksum(key, value)});
    values.append(value);
  }
  header head;
  magic.copy(head.name.data(), head.name.size());
  head.count = sorted.size();
  head.sum = checksum(entries, 0);
  std::string all;
  append(all, head);
  return all.append(entries).append(values);
}

} // namespace prodreview
