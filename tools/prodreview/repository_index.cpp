// SPDX-License-Identifier: Apache-2.0
#include "repository_index.hpp"

#include "worktree.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace prodreview {
namespace {

constexpr std::size_t header_size = 12;
constexpr std::size_t checksum_size = object_id::size;

[[nodiscard]] auto damaged() -> problem {
  return {"The index of the repository is damaged.",
          "Rebuild it with `rm .git/index && git reset`; the work tree stays as it is."};
}

[[nodiscard]] auto unreadable(std::string const &reason) -> problem {
  return {"The index of the repository cannot be read: " + reason + ".",
          "See what `git status` says of it."};
}

[[nodiscard]] auto unsupported_version(std::uint32_t version) -> problem {
  return {"The index has the format " + std::to_string(version) + ", which prodreview cannot read.",
          "Write it anew with `git update-index --index-version 4`."};
}

[[nodiscard]] auto is_split() -> problem {
  return {"The index is split, which prodreview cannot read.",
          "Join it with `git update-index --no-split-index`, or name a range of commits `A..B`."};
}

[[nodiscard]] auto is_sparse() -> problem {
  return {"The index is sparse, which prodreview cannot read.",
          "Write it whole with `git sparse-checkout reapply --no-sparse-index`, or name a range of "
          "commits `A..B`."};
}

[[nodiscard]] auto unknown_extension(std::string_view name) -> problem {
  return {"The index uses the extension " + quoted(name) + ", which prodreview does not know.",
          "Rebuild it with `rm .git/index && git reset`, or name a range of commits `A..B`."};
}

} // namespace

/// Reads the bytes in order. Every read is checked: after one past the end all give zeros, and
/// `is_broken` says so.
class index_parser {
public:
  explicit index_parser(index_file &into) : into_{into}, rest_{into.content_} {}

  [[nodiscard]] auto parse() -> std::optional<problem> {
    if (rest_.size() < header_size + checksum_size || !rest_.starts_with("DIRC")) return damaged();
    rest_.remove_suffix(checksum_size);
    rest_.remove_prefix(4);
    version_ = number32();
    if (version_ < 2 || version_ > 4) return unsupported_version(version_);
    auto const count = number32();
    into_.entries_.reserve(std::min<std::size_t>(count, rest_.size() / smallest_entry));
    for (std::uint32_t i = 0; i < count && !is_broken_; ++i) read_entry();
    if (is_broken_) return damaged();
    while (!rest_.empty())
      if (auto failed = read_extension()) return failed;
    return {};
  }

private:
  static constexpr std::size_t fixed_part = 62;
  static constexpr std::size_t smallest_entry = 64;

  [[nodiscard]] auto bytes(std::size_t count) -> std::string_view {
    if (count > rest_.size()) {
      is_broken_ = true;
      return {};
    }
    auto const taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }
  [[nodiscard]] auto number(std::size_t size) -> std::uint32_t {
    std::uint32_t value = 0;
    for (char const byte : bytes(size)) value = (value << 8U) | static_cast<unsigned char>(byte);
    return value;
  }
  [[nodiscard]] auto number32() -> std::uint32_t { return number(4); }
  [[nodiscard]] auto number16() -> std::uint32_t { return number(2); }
  [[nodiscard]] auto id() -> object_id {
    object_id result;
    auto const from = bytes(object_id::size);
    if (!from.empty()) std::memcpy(result.bytes.data(), from.data(), from.size());
    return result;
  }

  void read_entry() {
    auto const before = rest_.size();
    index_entry entry;
    entry.changed_seconds = number32();
    entry.changed_nanoseconds = number32();
    entry.modified_seconds = number32();
    entry.modified_nanoseconds = number32();
    skip(4); // the device
    entry.inode = number32();
    entry.mode = number32();
    skip(8); // the owner
    entry.size = number32();
    entry.id = id();
    read_flags(entry);
    entry.path = version_ == 4 ? compressed_path() : plain_path(before);
    if (is_broken_) return;
    into_.entries_.push_back(entry);
  }

  void skip(std::size_t count) { static_cast<void>(bytes(count)); }

  void read_flags(index_entry &entry) {
    constexpr std::uint32_t extended = 0x4000;
    auto const flags = number16();
    entry.is_assumed_unchanged = (flags & 0x8000U) != 0;
    entry.stage = static_cast<std::uint8_t>((flags >> 12U) & 3U);
    if ((flags & extended) == 0) return;
    auto const more = number16();
    entry.is_skipped = (more & 0x4000U) != 0;
    entry.is_intent_to_add = (more & 0x2000U) != 0;
  }

  [[nodiscard]] auto text_before_null() -> std::string_view {
    auto const end = rest_.find('\0');
    if (end == rest_.npos) is_broken_ = true;
    auto const text = bytes(is_broken_ ? 0 : end);
    skip(1);
    return text;
  }

  /// Ends with one to eight zeros, so that the entry's size is a multiple of eight.
  [[nodiscard]] auto plain_path(std::size_t rest_before) -> std::string_view {
    auto const path = text_before_null();
    auto const size = rest_before - rest_.size();
    skip((8 - size % 8) % 8);
    return path;
  }

  /// Says how many bytes of the previous path to drop, and what to append.
  [[nodiscard]] auto compressed_path() -> std::string_view {
    std::size_t dropped = 0;
    for (bool more = true, is_first = true; more && !is_broken_; is_first = false) {
      auto const byte = number(1);
      dropped = ((is_first ? 0 : dropped + 1) << 7U) | (byte & 0x7FU);
      more = (byte & 0x80U) != 0;
    }
    auto const suffix = text_before_null();
    if (dropped > previous_.size()) is_broken_ = true;
    if (is_broken_) return {};
    previous_.resize(previous_.size() - dropped);
    previous_.append(suffix);
    return into_.paths_.copy(std::string_view{previous_});
  }

  [[nodiscard]] auto read_extension() -> std::optional<problem> {
    auto const name = bytes(4);
    auto const content = bytes(number32());
    if (is_broken_) return damaged();
    if (name == "TREE") read_cached_trees(content);
    if (name == "link") return is_split();
    if (name == "sdir") return is_sparse();
    auto const is_optional = 'A' <= name.front() && name.front() <= 'Z';
    return is_optional ? std::nullopt : std::optional{unknown_extension(name)};
  }

  /// Folders in preorder: a name, the number of entries (-1: out of date), the number of folders
  /// below, an object id unless out of date. A broken list is no list.
  void read_cached_trees(std::string_view content) {
    rest_before_trees_ = std::exchange(rest_, content);
    struct open_folder {
      std::uint32_t index;
      std::uint32_t folders_left;
    };
    std::vector<open_folder> open;
    auto &trees = into_.trees_;
    while (!rest_.empty() && !is_broken_) {
      auto const folders = read_cached_tree();
      open.push_back({static_cast<std::uint32_t>(trees.size() - 1), folders});
      while (!open.empty() && open.back().folders_left == 0) {
        trees[open.back().index].end = static_cast<std::uint32_t>(trees.size());
        open.pop_back();
        if (!open.empty()) --open.back().folders_left;
      }
    }
    if (is_broken_ || !open.empty()) trees.clear();
    is_broken_ = false;
    rest_ = rest_before_trees_;
  }

  [[nodiscard]] auto read_cached_tree() -> std::uint32_t {
    cached_tree tree;
    tree.name = text_before_null();
    auto const entries = decimal(' ');
    auto const folders = decimal('\n');
    if (entries >= 0) tree.id = id();
    if (folders < 0) is_broken_ = true;
    into_.trees_.push_back(tree);
    return static_cast<std::uint32_t>(std::max<std::int64_t>(folders, 0));
  }

  [[nodiscard]] auto decimal(char end) -> std::int64_t {
    auto const size = std::min(rest_.find(end), rest_.size());
    auto const digits = bytes(size);
    skip(1);
    std::int32_t value = 0;
    auto const result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (result.ec != std::errc{}) is_broken_ = true;
    return value;
  }

  index_file &into_;
  std::string_view rest_;
  std::string_view rest_before_trees_;
  std::string previous_;
  std::uint32_t version_ = 0;
  bool is_broken_ = false;
};

auto index_file::read(std::string const &path) -> outcome<index_file> {
  index_file result;
  std::string reason;
  auto const opened = read_whole_file(path, result.content_, reason);
  if (!opened) return unreadable(reason);
  result.written_seconds_ = opened->modified_seconds;
  result.written_nanoseconds_ = opened->modified_nanoseconds;
  if (auto failed = index_parser{result}.parse()) return *failed;
  return result;
}

auto index_file::find(std::string_view path) const -> index_entry const * {
  auto const at = std::lower_bound(entries_.begin(), entries_.end(), path,
                                   [](auto const &entry, auto key) { return entry.path < key; });
  return at != entries_.end() && at->path == path ? &*at : nullptr;
}

auto index_file::below(std::string_view prefix) const -> std::span<index_entry const> {
  auto const first = std::lower_bound(entries_.begin(), entries_.end(), prefix,
                                      [](auto const &entry, auto key) { return entry.path < key; });
  auto const last = std::partition_point(
      first, entries_.end(), [&](auto const &entry) { return entry.path.starts_with(prefix); });
  return {first, last};
}

auto index_file::conflicts() const -> std::vector<std::string_view> {
  std::vector<std::string_view> paths;
  for (auto const &entry : entries_)
    if (entry.stage != 0 && (paths.empty() || paths.back() != entry.path))
      paths.push_back(entry.path);
  return paths;
}

} // namespace prodreview
