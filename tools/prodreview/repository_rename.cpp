// SPDX-License-Identifier: Apache-2.0
#include "repository_rename.hpp"

#include <prodreview/review/file_kind.hpp>

#include <algorithm>
#include <tuple>

namespace prodreview {
namespace {

constexpr unsigned least_similarity = 50;
constexpr std::size_t most_pairs = 1'000'000;

[[nodiscard]] auto base_name(std::string_view path) -> std::string_view {
  return path.substr(path.rfind('/') + 1);
}

[[nodiscard]] auto hash_of(std::string_view line) -> std::uint64_t {
  std::uint64_t hash = 14695981039346656037ULL;
  for (char const byte : line) hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211ULL;
  return hash;
}

[[nodiscard]] auto is_file(std::optional<file_version> const &version) -> bool {
  return version && version->type == file_version::kind::regular;
}

/// Only code that is reviewed is worth following.
[[nodiscard]] auto is_followed(std::string_view path) -> bool {
  return language_of(path) != file_language::cpp;
}

struct rename_pair {
  std::size_t deleted = 0;
  std::size_t added = 0;
  unsigned similarity = 100;
  bool keeps_name = false;
};

class rename_search {
public:
  rename_search(std::vector<delta> &deltas, version_reader const &read)
      : deltas_{deltas}, read_{read}, is_taken_(deltas.size()) {
    for (std::size_t i = 0; i < deltas_.size(); ++i) {
      auto const &each = deltas_[i];
      if (!is_followed(each.path)) continue;
      if (!each.old && is_file(each.now)) added_.push_back(i);
      if (!each.now && is_file(each.old)) deleted_.push_back(i);
    }
  }

  [[nodiscard]] auto run() -> bool {
    join(equal_pairs());
    leave_untaken(added_);
    leave_untaken(deleted_);
    auto const is_bounded = added_.size() * deleted_.size() <= most_pairs;
    if (is_bounded) join(similar_pairs());
    std::erase_if(deltas_, [](delta const &each) { return !each.old && !each.now; });
    return is_bounded;
  }

private:
  [[nodiscard]] auto pair_of(std::size_t deleted, std::size_t added, unsigned similarity) const
      -> rename_pair {
    return {deleted, added, similarity,
            base_name(deltas_[deleted].path) == base_name(deltas_[added].path)};
  }

  /// Pairs with equal contents; there are as many as files at most.
  [[nodiscard]] auto equal_pairs() -> std::vector<rename_pair> {
    auto by_content = deleted_;
    std::stable_sort(by_content.begin(), by_content.end(),
                     [&](auto a, auto b) { return deltas_[a].old->id < deltas_[b].old->id; });
    std::vector<rename_pair> pairs;
    for (auto const added : added_) {
      auto const &id = deltas_[added].now->id;
      auto const first =
          std::lower_bound(by_content.begin(), by_content.end(), id,
                           [&](auto at, auto const &key) { return deltas_[at].old->id < key; });
      constexpr std::ptrdiff_t most_twins = 16;
      auto const last =
          by_content.end() - first > most_twins ? first + most_twins : by_content.end();
      for (auto at = first; at != last && deltas_[*at].old->id == id && !id.is_null(); ++at)
        pairs.push_back(pair_of(*at, added, 100));
    }
    return pairs;
  }

  [[nodiscard]] auto similar_pairs() -> std::vector<rename_pair> {
    std::vector<rename_pair> pairs;
    if (added_.empty() || deleted_.empty()) return pairs;
    auto const old_lines = inventories(deleted_, true);
    auto const new_lines = inventories(added_, false);
    for (std::size_t d = 0; d < deleted_.size(); ++d)
      for (std::size_t a = 0; a < added_.size(); ++a) {
        auto const similarity = old_lines[d].similarity(new_lines[a]);
        if (similarity >= least_similarity)
          pairs.push_back(pair_of(deleted_[d], added_[a], similarity));
      }
    return pairs;
  }

  [[nodiscard]] auto inventories(std::vector<std::size_t> const &of, bool is_old)
      -> std::vector<line_inventory> {
    std::vector<line_inventory> result;
    std::string content;
    for (auto const index : of) {
      auto const &each = deltas_[index];
      content.clear();
      if (!read_(each.path, is_old ? *each.old : *each.now, content)) content.clear();
      result.emplace_back(content);
    }
    return result;
  }

  /// The best pair first; each file once.
  void join(std::vector<rename_pair> pairs) {
    auto const key = [](rename_pair const &pair) {
      return std::tuple{100 - pair.similarity, !pair.keeps_name, pair.added, pair.deleted};
    };
    std::sort(pairs.begin(), pairs.end(),
              [&](auto const &a, auto const &b) { return key(a) < key(b); });
    for (auto const &pair : pairs) {
      if (is_taken_[pair.deleted] || is_taken_[pair.added]) continue;
      is_taken_[pair.deleted] = is_taken_[pair.added] = true;
      deltas_[pair.added].renamed_from = deltas_[pair.deleted].path;
      deltas_[pair.added].old = std::exchange(deltas_[pair.deleted].old, std::nullopt);
    }
  }

  void leave_untaken(std::vector<std::size_t> &indices) const {
    std::erase_if(indices, [&](std::size_t index) { return is_taken_[index]; });
  }

  std::vector<delta> &deltas_;
  version_reader const &read_;
  std::vector<bool> is_taken_;
  std::vector<std::size_t> added_;
  std::vector<std::size_t> deleted_;
};

} // namespace

line_inventory::line_inventory(std::string_view text) : size_{text.size()} {
  while (!text.empty()) {
    auto const end = std::min(text.find('\n'), text.size() - 1) + 1;
    auto line = text.substr(0, end);
    text.remove_prefix(end);
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
    lines_.push_back({hash_of(line), end});
  }
  std::sort(lines_.begin(), lines_.end(),
            [](auto const &a, auto const &b) { return a.hash < b.hash; });
  std::size_t kept = 0;
  for (auto const &line : lines_)
    if (kept > 0 && lines_[kept - 1].hash == line.hash)
      lines_[kept - 1].bytes += line.bytes;
    else
      lines_[kept++] = line;
  lines_.resize(kept);
}

auto line_inventory::similarity(line_inventory const &other) const -> unsigned {
  auto const larger = std::max(size_, other.size_);
  if (larger == 0 || std::min(size_, other.size_) * 100 < larger * least_similarity) return 0;
  std::uint64_t common = 0;
  for (auto a = lines_.begin(), b = other.lines_.begin();
       a != lines_.end() && b != other.lines_.end();) {
    if (a->hash == b->hash) common += std::min(a->bytes, b->bytes);
    auto const is_behind = a->hash <= b->hash;
    if (b->hash <= a->hash) ++b;
    if (is_behind) ++a;
  }
  return static_cast<unsigned>(std::min<std::uint64_t>(common * 100 / larger, 100));
}

auto join_renames(std::vector<delta> &deltas, version_reader const &read) -> bool {
  return rename_search{deltas, read}.run();
}

} // namespace prodreview
