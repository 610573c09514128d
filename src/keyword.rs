//! Enums whose values have the same names everywhere: in `as_str`, `Display`, `FromStr` and serde.

macro_rules! keywords {
    ($type:ident, $kind:literal, { $($variant:ident => $name:literal,)+ }) => {
        impl $type {
            /// All values.
            pub const ALL: &'static [$type] = &[$($type::$variant,)+];

            /// The name of the value, in snake case. [`Display`](std::fmt::Display),
            /// [`FromStr`](std::str::FromStr) and serde use the same.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $($type::$variant => $name,)+
                }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $type {
            type Err = $crate::error::Error;

            fn from_str(name: &str) -> Result<$type, $crate::error::Error> {
                match name {
                    $($name => Ok($type::$variant),)+
                    _ => Err($crate::error::Error::UnknownName {
                        kind: $kind,
                        name: name.to_owned(),
                        expected: &[$($name,)+],
                    }),
                }
            }
        }

        #[cfg(feature = "serde")]
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<$type, D::Error> {
                let name = std::borrow::Cow::<str>::deserialize(deserializer)?;
                name.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

pub(crate) use keywords;
