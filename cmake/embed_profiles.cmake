# SPDX-License-Identifier: Apache-2.0
# prodreview_embed_profiles(TARGET): puts the profiles of config/ into a source file of the target, so that the tool is
# one file.
function(prodreview_embed_profiles target)
  set(entries "")
  foreach(name IN ITEMS default strict research)
    set(file ${PROJECT_SOURCE_DIR}/config/${name}.yaml)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    file(READ ${file} text)
    string(APPEND entries "    {\"${name}\", R\"yaml(${text})yaml\"},\n")
  endforeach()
  set(PROFILE_ENTRIES "${entries}")
  configure_file(${PROJECT_SOURCE_DIR}/tools/prodreview/configuration_profiles.cpp.in
                 ${PROJECT_BINARY_DIR}/generated/configuration_profiles.cpp @ONLY)
  target_sources(${target} PRIVATE ${PROJECT_BINARY_DIR}/generated/configuration_profiles.cpp)
endfunction()
