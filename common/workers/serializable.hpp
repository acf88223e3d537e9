#pragma once

#include <boost/serialization/level.hpp>
#include <boost/serialization/serialization.hpp>
#include <type_traits>
#include <vector>

// Whether Boost.Serialization knows what to do with a class. It would say so
// itself, on a page, from within its own templates.
namespace tandem {

namespace serialize_for {
/// What a `serialize` would be called with. The argument lets it be looked for
/// among Boost's own, too.
template <class>
struct archive {};
/// Boost's, for every type, once more. If there is none that fits better, it
/// cannot be told which of the two is meant.
template <class Archive, class T>
void serialize(Archive&, T&, unsigned int);

template <class T>
concept overloaded = requires(archive<boost::serialization::version_type>& to,
                              T& value) { serialize(to, value, 0U); };

struct a_member {
  int serialize;
};
template <class T>
struct with_a_member : T, a_member {};
/// Then there is only one `serialize` in the two of them. A private one counts
/// as well: T may have made a friend of Boost.
template <class T>
concept no_member = requires { &with_a_member<T>::serialize; };
}  // namespace serialize_for

/// Whether a class can be neither saved nor loaded. If in doubt, false.
template <class T>
inline constexpr bool is_not_serializable = false;
template <class T>
  requires(std::is_class_v<T> && !std::is_final_v<T>)
inline constexpr bool is_not_serializable<T> =
    boost::serialization::implementation_level<T>::value >=
        boost::serialization::object_serializable &&
    serialize_for::no_member<T> && !serialize_for::overloaded<T>;
template <class T>
inline constexpr bool is_not_serializable<std::vector<T>> =
    is_not_serializable<T>;

}  // namespace tandem
