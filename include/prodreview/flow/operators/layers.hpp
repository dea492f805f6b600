// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <prodreview/flow/operators/operator.hpp>

#include <array>
#include <string_view>

namespace prodreview::flow {

// clang-format off
/// What calling a layer of `torch.nn` does, sorted by name. A layer that is not here gives an
/// unknown value.
inline constexpr auto layer_rows = [] {
using enum family;
using f = form;
using m = meaning;
return std::to_array<operator_row>({
  {"AdaptiveAvgPool1d", layer, 0},
  {"AdaptiveAvgPool2d", layer, 0},
  {"AdaptiveAvgPool3d", layer, 0},
  {"AlphaDropout", layer, 0},
  {"AvgPool1d", layer, 0},
  {"AvgPool2d", layer, 0},
  {"AvgPool3d", layer, 0},
  {"BCELoss", loss, 0},
  {"BCEWithLogitsLoss", loss, 0},
  {"BatchNorm1d", normalise, 0},
  {"BatchNorm2d", normalise, 0},
  {"BatchNorm3d", normalise, 0},
  {"Bilinear", contraction, 0},
  {"CELU", pointwise, 0},
  {"ChannelShuffle", copy, 0},
  {"ConstantPad1d", copy, 0},
  {"ConstantPad2d", copy, 0},
  {"ConstantPad3d", copy, 0},
  {"Conv1d", layer, 0},
  {"Conv2d", layer, 0},
  {"Conv3d", layer, 0},
  {"ConvTranspose1d", layer, 0},
  {"ConvTranspose2d", layer, 0},
  {"ConvTranspose3d", layer, 0},
  {"CosineSimilarity", reduction, 0},
  {"CrossEntropyLoss", loss, 0},
  {"Dropout", layer, 0},
  {"Dropout1d", layer, 0},
  {"Dropout2d", layer, 0},
  {"Dropout3d", layer, 0},
  {"ELU", pointwise, 0},
  {"Embedding", layer, 0},
  {"EmbeddingBag", layer, 0},
  {"Flatten", view, 0},
  {"Fold", layer, 0},
  {"GELU", pointwise, 0},
  {"GLU", pointwise, 0},
  {"GRU", layer, 0, f::recurrent},
  {"GRUCell", layer, 0},
  {"GroupNorm", normalise, 0},
  {"Hardsigmoid", pointwise, 0},
  {"Hardswish", pointwise, 0},
  {"Hardtanh", pointwise, 0},
  {"HuberLoss", loss, 0},
  {"InstanceNorm1d", normalise, 0},
  {"InstanceNorm2d", normalise, 0},
  {"InstanceNorm3d", normalise, 0},
  {"KLDivLoss", loss, 0},
  {"L1Loss", loss, 0},
  {"LSTM", layer, 0, f::recurrent},
  {"LSTMCell", layer, 0, f::several},
  {"LayerNorm", normalise, 0},
  {"LazyLinear", contraction, 0, f::tensor, m::logits},
  {"LeakyReLU", pointwise, 0},
  {"Linear", contraction, 0, f::tensor, m::logits},
  {"LocalResponseNorm", normalise, 0},
  {"LogSigmoid", pointwise, 0, f::tensor, m::log_sigmoid},
  {"LogSoftmax", normalise, 0, f::tensor, m::log_softmax},
  {"MSELoss", loss, 0},
  {"MaxPool1d", layer, 0},
  {"MaxPool2d", layer, 0},
  {"MaxPool3d", layer, 0},
  {"Mish", pointwise, 0},
  {"MultiheadAttention", layer, 0, f::several},
  {"NLLLoss", loss, 0},
  {"PReLU", pointwise, 0},
  {"PixelShuffle", copy, 0},
  {"PixelUnshuffle", copy, 0},
  {"RMSNorm", normalise, 0},
  {"RNN", layer, 0, f::recurrent},
  {"RNNCell", layer, 0},
  {"ReLU", pointwise, 0},
  {"ReLU6", pointwise, 0},
  {"ReflectionPad1d", copy, 0},
  {"ReflectionPad2d", copy, 0},
  {"ReplicationPad1d", copy, 0},
  {"ReplicationPad2d", copy, 0},
  {"SELU", pointwise, 0},
  {"SiLU", pointwise, 0},
  {"Sigmoid", normalise, 0, f::tensor, m::sigmoid},
  {"SmoothL1Loss", loss, 0},
  {"Softmax", normalise, 0, f::tensor, m::softmax},
  {"Softmax2d", normalise, 0, f::tensor, m::softmax},
  {"Softmin", normalise, 0, f::tensor, m::softmax},
  {"Softplus", pointwise, 0},
  {"Softsign", pointwise, 0},
  {"SyncBatchNorm", normalise, 0},
  {"Tanh", pointwise, 0},
  {"TransformerDecoder", layer, 0},
  {"TransformerDecoderLayer", layer, 0},
  {"TransformerEncoder", layer, 0},
  {"TransformerEncoderLayer", layer, 0},
  {"TripletMarginLoss", loss, 0},
  {"Unflatten", view, 0},
  {"Unfold", copy, 0},
  {"Upsample", layer, 0},
  {"UpsamplingBilinear2d", layer, 0},
  {"UpsamplingNearest2d", layer, 0},
  {"ZeroPad2d", copy, 0},
});
}();
// clang-format on

/// The row of a layer's class (`torch.nn.Softmax`), or null.
[[nodiscard]] constexpr auto layer_row(std::string_view qualified) -> operator_row const * {
  constexpr std::string_view room = "torch.nn.";
  if (!qualified.starts_with(room)) return nullptr;
  auto const name = qualified.substr(room.size());
  for (auto const &it : layer_rows)
    if (it.name == name) return &it;
  return nullptr;
}

/// Layers of `torch.nn` that have weights of their own, sorted by name.
inline constexpr auto layers_with_weights = std::to_array<std::string_view>({
    "BatchNorm1d",
    "BatchNorm2d",
    "BatchNorm3d",
    "Bilinear",
    "Conv1d",
    "Conv2d",
    "Conv3d",
    "ConvTranspose1d",
    "ConvTranspose2d",
    "ConvTranspose3d",
    "Embedding",
    "EmbeddingBag",
    "GRU",
    "GRUCell",
    "GroupNorm",
    "LSTM",
    "LSTMCell",
    "LayerNorm",
    "Linear",
    "MultiheadAttention",
    "PReLU",
    "RMSNorm",
    "RNN",
    "RNNCell",
    "SyncBatchNorm",
    "Transformer",
    "TransformerDecoderLayer",
    "TransformerEncoderLayer",
});

/// Whether a class of torch, by its qualified name, is a layer that has weights of its own.
[[nodiscard]] constexpr auto has_weights(std::string_view qualified) -> bool {
  constexpr std::string_view room = "torch.nn.";
  if (!qualified.starts_with(room)) return false;
  for (auto const it : layers_with_weights)
    if (it == qualified.substr(room.size())) return true;
  return false;
}

} // namespace prodreview::flow
