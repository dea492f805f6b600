// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/domains/kind/kind.hpp>

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

namespace prodreview::flow {

/// What a function, or a method of a class that is not of the project, gives.
struct standard_result {
  /// Qualified; a method after its class.
  std::string_view name;
  kind gives;
  /// The class of an instance.
  std::string_view of_class = {};
};

/// Sorted by name: what code around models calls most in the standard library and in torch.
inline constexpr auto standard_results = std::to_array<standard_result>({
    {"argparse.ArgumentParser.add_argument", kind::instance, "argparse.Action"},
    {"argparse.ArgumentParser.add_argument_group", kind::instance, "argparse.ArgumentParser"},
    {"argparse.ArgumentParser.add_mutually_exclusive_group", kind::instance,
     "argparse.ArgumentParser"},
    {"argparse.ArgumentParser.add_subparsers", kind::instance, "argparse._SubParsersAction"},
    {"argparse.ArgumentParser.format_help", kind::string},
    {"argparse.ArgumentParser.parse_args", kind::instance, "argparse.Namespace"},
    {"argparse.ArgumentParser.print_help", kind::none},
    {"argparse.ArgumentParser.print_usage", kind::none},
    {"argparse.ArgumentParser.set_defaults", kind::none},
    {"argparse._SubParsersAction.add_parser", kind::instance, "argparse.ArgumentParser"},
    {"collections.defaultdict", kind::dict},
    {"collections.deque", kind::instance, "collections.deque"},
    {"datetime.datetime", kind::instance, "datetime.datetime"},
    {"datetime.datetime.astimezone", kind::instance, "datetime.datetime"},
    {"datetime.datetime.fromtimestamp", kind::instance, "datetime.datetime"},
    {"datetime.datetime.isoformat", kind::string},
    {"datetime.datetime.now", kind::instance, "datetime.datetime"},
    {"datetime.datetime.replace", kind::instance, "datetime.datetime"},
    {"datetime.datetime.strftime", kind::string},
    {"datetime.datetime.strptime", kind::instance, "datetime.datetime"},
    {"datetime.datetime.timestamp", kind::floating},
    {"datetime.datetime.utcnow", kind::instance, "datetime.datetime"},
    {"glob.glob", kind::list},
    {"inspect.getsource", kind::string},
    {"inspect.signature", kind::instance, "inspect.Signature"},
    {"io.BufferedReader.close", kind::none},
    {"io.BufferedReader.read", kind::bytes},
    {"io.BufferedReader.write", kind::integer},
    {"io.TextIOWrapper.close", kind::none},
    {"io.TextIOWrapper.flush", kind::none},
    {"io.TextIOWrapper.read", kind::string},
    {"io.TextIOWrapper.readline", kind::string},
    {"io.TextIOWrapper.readlines", kind::list},
    {"io.TextIOWrapper.write", kind::integer},
    {"io.TextIOWrapper.writelines", kind::none},
    {"json.dumps", kind::string},
    {"logging.Logger.addHandler", kind::none},
    {"logging.Logger.critical", kind::none},
    {"logging.Logger.debug", kind::none},
    {"logging.Logger.error", kind::none},
    {"logging.Logger.exception", kind::none},
    {"logging.Logger.getChild", kind::instance, "logging.Logger"},
    {"logging.Logger.info", kind::none},
    {"logging.Logger.log", kind::none},
    {"logging.Logger.setLevel", kind::none},
    {"logging.Logger.warning", kind::none},
    {"logging.getLogger", kind::instance, "logging.Logger"},
    {"numpy.random.RandomState", kind::instance, "numpy.random.RandomState"},
    {"numpy.random.default_rng", kind::instance, "numpy.random.Generator"},
    {"os.getpid", kind::integer},
    {"os.listdir", kind::list},
    {"os.path.expanduser", kind::string},
    {"os.path.getsize", kind::integer},
    {"os.path.isabs", kind::boolean},
    {"os.path.normpath", kind::string},
    {"os.path.realpath", kind::string},
    {"os.path.relpath", kind::string},
    {"os.path.split", kind::tuple},
    {"os.path.splitext", kind::tuple},
    {"pathlib.Path.absolute", kind::instance, "pathlib.Path"},
    {"pathlib.Path.as_posix", kind::string},
    {"pathlib.Path.cwd", kind::instance, "pathlib.Path"},
    {"pathlib.Path.exists", kind::boolean},
    {"pathlib.Path.expanduser", kind::instance, "pathlib.Path"},
    {"pathlib.Path.home", kind::instance, "pathlib.Path"},
    {"pathlib.Path.is_absolute", kind::boolean},
    {"pathlib.Path.is_dir", kind::boolean},
    {"pathlib.Path.is_file", kind::boolean},
    {"pathlib.Path.joinpath", kind::instance, "pathlib.Path"},
    {"pathlib.Path.mkdir", kind::none},
    {"pathlib.Path.open", kind::instance, "io.TextIOWrapper"},
    {"pathlib.Path.read_bytes", kind::bytes},
    {"pathlib.Path.read_text", kind::string},
    {"pathlib.Path.relative_to", kind::instance, "pathlib.Path"},
    {"pathlib.Path.rename", kind::instance, "pathlib.Path"},
    {"pathlib.Path.resolve", kind::instance, "pathlib.Path"},
    {"pathlib.Path.rmdir", kind::none},
    {"pathlib.Path.samefile", kind::boolean},
    {"pathlib.Path.touch", kind::none},
    {"pathlib.Path.unlink", kind::none},
    {"pathlib.Path.with_name", kind::instance, "pathlib.Path"},
    {"pathlib.Path.with_stem", kind::instance, "pathlib.Path"},
    {"pathlib.Path.with_suffix", kind::instance, "pathlib.Path"},
    {"pathlib.Path.write_bytes", kind::integer},
    {"pathlib.Path.write_text", kind::integer},
    {"platform.system", kind::string},
    {"random.randint", kind::integer},
    {"random.random", kind::floating},
    {"random.uniform", kind::floating},
    {"re.Match.end", kind::integer},
    {"re.Match.groupdict", kind::dict},
    {"re.Match.groups", kind::tuple},
    {"re.Match.span", kind::tuple},
    {"re.Match.start", kind::integer},
    {"re.Pattern.findall", kind::list},
    {"re.Pattern.split", kind::list},
    {"re.Pattern.sub", kind::string},
    {"re.compile", kind::instance, "re.Pattern"},
    {"re.escape", kind::string},
    {"re.findall", kind::list},
    {"re.split", kind::list},
    {"re.sub", kind::string},
    {"socket.gethostname", kind::string},
    {"tempfile.gettempdir", kind::string},
    {"tempfile.mkdtemp", kind::string},
    {"textwrap.dedent", kind::string},
    {"time.monotonic", kind::floating},
    {"time.perf_counter_ns", kind::integer},
    {"time.strftime", kind::string},
    {"torch.Size", kind::tuple},
    {"torch.cuda.current_stream", kind::instance, "torch.cuda.Stream"},
    {"torch.cuda.get_device_capability", kind::tuple},
    {"torch.cuda.get_device_name", kind::string},
    {"torch.cuda.get_rng_state", kind::tensor},
    {"torch.distributions.Distribution.entropy", kind::tensor},
    {"torch.distributions.Distribution.log_prob", kind::tensor},
    {"torch.distributions.Distribution.rsample", kind::tensor},
    {"torch.distributions.Distribution.sample", kind::tensor},
    {"torch.distributions.kl_divergence", kind::tensor},
    {"torch.get_rng_state", kind::tensor},
    {"uuid.uuid4", kind::instance, "uuid.UUID"},
});

/// Attributes of instances of such classes; sorted.
inline constexpr auto standard_attributes = std::to_array<standard_result>({
    {"pathlib.Path.name", kind::string},
    {"pathlib.Path.parent", kind::instance, "pathlib.Path"},
    {"pathlib.Path.parts", kind::tuple},
    {"pathlib.Path.stem", kind::string},
    {"pathlib.Path.suffix", kind::string},
    {"torch.distributions.Distribution.loc", kind::tensor},
    {"torch.distributions.Distribution.logits", kind::tensor},
    {"torch.distributions.Distribution.mean", kind::tensor},
    {"torch.distributions.Distribution.mode", kind::tensor},
    {"torch.distributions.Distribution.probs", kind::tensor},
    {"torch.distributions.Distribution.scale", kind::tensor},
    {"torch.distributions.Distribution.stddev", kind::tensor},
    {"torch.distributions.Distribution.variance", kind::tensor},
});

namespace detail {

/// Modules whose capitalised names are classes and nothing else.
inline constexpr auto modules_of_classes = std::to_array<std::string_view>({
    "argparse",        "collections", "configparser", "csv",     "ctypes",    "datetime",
    "decimal",         "fractions",   "io",           "logging", "pathlib",   "queue",
    "random",          "socket",      "subprocess",   "tarfile", "threading", "torch",
    "multiprocessing", "zipfile",     "concurrent",   "string",  "unittest",
});

[[nodiscard]] constexpr auto find_standard(std::span<standard_result const> in,
                                           std::string_view name) -> standard_result const * {
  auto const at = std::lower_bound(
      in.begin(), in.end(), name,
      [](standard_result const &it, std::string_view key) { return it.name < key; });
  return at != in.end() && at->name == name ? &*at : nullptr;
}

[[nodiscard]] constexpr auto is_sorted(std::span<standard_result const> in) -> bool {
  for (std::size_t i = 1; i < in.size(); ++i)
    if (in[i - 1].name >= in[i].name) return false;
  return true;
}
static_assert(is_sorted(standard_results) && is_sorted(standard_attributes));

} // namespace detail

/// Whether a qualified name is a class of the standard library or of torch: `pathlib.Path`.
[[nodiscard]] constexpr auto is_standard_class(std::string_view qualified) -> bool {
  auto const first = qualified.substr(0, qualified.find('.'));
  auto const name = qualified.substr(qualified.rfind('.') + 1);
  if (first.size() == qualified.size() || name.size() < 2 || name[0] < 'A' || name[0] > 'Z')
    return false;
  // A constant has no small letter.
  auto const has_small =
      std::any_of(name.begin(), name.end(), [](char it) { return it >= 'a' && it <= 'z'; });
  return has_small &&
         std::find(detail::modules_of_classes.begin(), detail::modules_of_classes.end(), first) !=
             detail::modules_of_classes.end();
}

/// The class under whose name the methods of a class stand in the tables.
[[nodiscard]] constexpr auto standing_for(std::string_view of_class) -> std::string_view {
  return of_class.starts_with("torch.distributions.") ? "torch.distributions.Distribution"
                                                      : of_class;
}

/// What a function or a method gives, or null.
[[nodiscard]] constexpr auto find_standard(std::string_view qualified) -> standard_result const * {
  return detail::find_standard(standard_results, qualified);
}

/// What an attribute holds, or null.
[[nodiscard]] constexpr auto find_attribute_of(std::string_view qualified)
    -> standard_result const * {
  return detail::find_standard(standard_attributes, qualified);
}

} // namespace prodreview::flow
