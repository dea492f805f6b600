// SPDX-License-Identifier: Apache-2.0
#include <prodreview/repository_change.hpp>

#include <cstdio>
#include <cstring>
#include <iostream>

namespace {

using namespace prodreview;

/// Bytes past ASCII are written as the code points of Latin-1, so that any path survives.
auto text(std::string_view bytes) -> std::string {
  std::string result = "\"";
  for (char const each : bytes) {
    auto const byte = static_cast<unsigned char>(each);
    std::array<char, 8> escaped{};
    std::snprintf(escaped.data(), escaped.size(), "\\u%04x", byte);
    if (byte < 0x20 || byte >= 0x7F || each == '"' || each == '\\')
      result += escaped.data();
    else
      result.push_back(each);
  }
  return result + "\"";
}

template <class Items, class Print>
auto list(Items const &items, Print const &print) -> std::string {
  std::string result = "[";
  for (auto const &item : items) result.append(result.size() > 1 ? ", " : "").append(print(item));
  return result + "]";
}

auto version(std::optional<blob> const &which, blob_reader &reader) -> std::string {
  if (!which) return "null";
  std::string content;
  std::string reason;
  auto const is_read = reader.read(*which, content, reason);
  return "{\"path\": " + text(which->path) + ", \"id\": " + text(which->id) +
         (is_read ? ", \"content\": " + text(content) : ", \"problem\": " + text(reason)) + "}";
}

auto print(change const &found, blob_reader &reader) -> void {
  auto const file = [&](file_change const &each) {
    return "{\"now\": " + version(each.now, reader) + ", \"before\": " +
           list(each.before, [&](auto const &before) { return version(before, reader); }) + "}";
  };
  auto const skipped = [](skipped_file const &each) {
    return "{\"path\": " + text(each.path) + ", \"reason\": " + text(each.reason) +
           ", \"by_design\": " + (each.by_design ? "true" : "false") + "}";
  };
  std::cout << "{\"base\": " << text(found.base) << ", \"head\": " << text(found.head)
            << ", \"mode\": " << text(found.mode) << ",\n\"files\": " << list(found.files, file)
            << ",\n\"skipped\": " << list(found.skipped, skipped)
            << ",\n\"notes\": " << list(found.notes, text) << "}\n";
}

auto fail(problem const &why) -> int {
  std::cerr << why.what << '\n' << why.remedy << '\n';
  return 2;
}

struct arguments {
  change_request request;
  std::string directory = ".";
  std::string excluded;
  bool is_check = false;
};

auto parse(int count, char **words) -> arguments {
  arguments result;
  auto const is = [&](int i, char const *option) { return std::strcmp(words[i], option) == 0; };
  for (int i = 1; i < count; ++i) {
    if (result.request.has_separator)
      result.request.paths.emplace_back(words[i]);
    else if (is(i, "--"))
      result.request.has_separator = true;
    else if (is(i, "-C") && i + 1 < count)
      result.directory = words[++i];
    else if (is(i, "--exclude") && i + 1 < count)
      result.excluded = words[++i];
    else if (is(i, "--staged"))
      result.request.what = change_request::kind::staged;
    else if (is(i, "--worktree"))
      result.request.what = change_request::kind::worktree;
    else if (is(i, "--all"))
      result.request.what = change_request::kind::all;
    else if (is(i, "--hook"))
      result.request.what = change_request::kind::hook;
    else if (is(i, "--check"))
      result.is_check = true;
    else
      result.request.words.emplace_back(words[i]);
  }
  return result;
}

} // namespace

/// print_change [-C DIR] [--exclude PREFIX] [MODE] [REVISION] [-- PATHS]   or   --check PATHS
auto main(int count, char **words) -> int {
  auto const given = parse(count, words);
  auto const found = repository::find(given.directory);
  if (!found) return fail(found.why());
  auto const *const in = *found ? &**found : nullptr;
  path_filter const is_included = [&](std::string_view path) {
    return given.excluded.empty() || !path.starts_with(given.excluded);
  };
  if (in == nullptr && !given.is_check) return fail(repository::open(given.directory).why());
  auto const what = given.is_check
                        ? read_files(in, given.directory, given.request.words, is_included)
                        : read_change(*in, given.request, is_included);
  if (!what) return fail(what.why());
  print(*what, *make_reader(in));
  return 0;
}
