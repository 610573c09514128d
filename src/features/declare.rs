//! How features are declared: names, meanings and values together, in the order of the row.
//!
//! [`features!`] makes a struct of values, one for each feature. To remove a feature, delete its
//! line and what sets its field. If the same is measured for several things, such as each candidate
//! container, [`quantities!`] declares it once, and a group lists which quantities of which thing
//! are features. [`groups!`] concatenates groups.

/// A measured quantity: its name, and its meaning with unit and range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Feature {
    pub(crate) name: &'static str,
    pub(crate) meaning: &'static str,
}

/// The values of some features.
pub(crate) trait Group {
    /// The features, in the order in which [`Group::write`] writes them.
    const FEATURES: &'static [Feature];

    /// The number of features.
    const LEN: usize = Self::FEATURES.len();

    /// Writes the values to the beginning of a row, and returns the rest of the row.
    fn write<'r>(&self, row: &'r mut [f32]) -> &'r mut [f32];

    /// The values as a row of their own.
    fn row(&self) -> Vec<f32> {
        let mut row = vec![0.0; Self::LEN];
        self.write(&mut row);
        row
    }
}

/// Writes values to the beginning of a row, and returns the rest of the row.
pub(crate) fn put<'r, const N: usize>(row: &'r mut [f32], values: &[f32; N]) -> &'r mut [f32] {
    let Some((beginning, rest)) = row.split_first_chunk_mut::<N>() else { return &mut [] };
    *beginning = *values;
    rest
}

/// The features of all groups, one group after the other.
pub(crate) const fn join<const N: usize>(groups: &[(&str, &[Feature])]) -> [Feature; N] {
    let mut all = [Feature { name: "", meaning: "" }; N];
    let (mut at, mut group) = (0, 0);
    while group < groups.len() {
        let features = groups[group].1;
        let mut feature = 0;
        while feature < features.len() {
            all[at] = features[feature];
            at += 1;
            feature += 1;
        }
        group += 1;
    }
    all
}

/// Declares a [`Group`]: a struct with a field for each feature, `name: "meaning"`.
///
/// `cetd: Relation["cetd_" _] { up, share }` is a field of type `Relation`, declared by
/// [`quantities!`], whose `up` and `share` become the features `cetd_up` and `cetd_share`.
macro_rules! features {
    (@name [$before:literal _] $quantity:ident) => { concat!($before, stringify!($quantity)) };
    (@name [_ $after:literal] $quantity:ident) => { concat!(stringify!($quantity), $after) };

    // One feature.
    (
        @read $group:tt [$($fields:tt)*] [$($features:tt)*]
        $field:ident: $meaning:literal, $($rest:tt)*
    ) => {
        features! {
            @read $group
            [$($fields)* $field: f32,]
            [$($features)* { stringify!($field), $meaning, $field }]
            $($rest)*
        }
    };

    // Some quantities of one thing.
    (
        @read $group:tt [$($fields:tt)*] [$($features:tt)*]
        $field:ident: $quantities:ident $name:tt { $($quantity:ident),+ $(,)? }, $($rest:tt)*
    ) => {
        features! {
            @read $group
            [$($fields)* $field: $quantities<f32>,]
            [$($features)* $({
                features!(@name $name $quantity),
                $quantities::<&str>::MEANINGS.$quantity,
                $field.$quantity
            })+]
            $($rest)*
        }
    };

    // All is read.
    (
        @read [$(#[$attribute:meta])* $visibility:vis $group:ident]
        [$($field:ident: $type:ty,)*]
        [$({ $name:expr, $meaning:expr, $($value:ident).+ })*]
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, Default)]
        $visibility struct $group {
            $($field: $type,)*
        }

        impl $crate::features::Group for $group {
            const FEATURES: &'static [$crate::features::Feature] = &[$(
                $crate::features::Feature { name: $name, meaning: $meaning },
            )*];

            fn write<'r>(&self, row: &'r mut [f32]) -> &'r mut [f32] {
                $crate::features::put(row, &[$(self.$($value).+,)*])
            }
        }
    };

    ($(#[$attribute:meta])* $visibility:vis struct $group:ident { $($items:tt)* }) => {
        features! { @read [$(#[$attribute])* $visibility $group] [] [] $($items)* }
    };
}

/// Declares quantities that are measured for several things, for [`features!`] to list.
macro_rules! quantities {
    ($(#[$attribute:meta])* struct $quantities:ident { $($quantity:ident: $meaning:literal,)* }) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, Default)]
        struct $quantities<T> {
            $($quantity: T,)*
        }

        impl $quantities<&'static str> {
            const MEANINGS: Self = $quantities { $($quantity: $meaning,)* };
        }
    };
}

/// Makes a type a [`Group`] of groups, each with its name, its type and its value, bound by the
/// pattern.
macro_rules! groups {
    (impl $row:ty as $parts:pat => $($name:ident: $group:ty = $value:expr,)*) => {
        impl $row {
            /// The groups of the row, with their names.
            pub(crate) const GROUPS: &'static [(&'static str, &'static [$crate::features::Feature])] = &[
                $((stringify!($name), <$group as $crate::features::Group>::FEATURES),)*
            ];
        }

        impl $crate::features::Group for $row {
            const FEATURES: &'static [$crate::features::Feature] =
                &$crate::features::join::<{ 0 $(+ <$group as $crate::features::Group>::LEN)* }>(
                    Self::GROUPS,
                );

            fn write<'r>(&self, row: &'r mut [f32]) -> &'r mut [f32] {
                let $parts = self;
                $(let row = <$group as $crate::features::Group>::write(&$value, row);)*
                row
            }
        }
    };
}

pub(crate) use {features, groups, quantities};

#[cfg(test)]
mod tests {
    use super::*;

    quantities! {
        struct Side {
            length: "how long it is",
            colour: "what colour it has, 0 to 7",
        }
    }

    features! {
        struct Shape {
            corners: "number of corners",
            left: Side["left_" _] { length, colour },
            right: Side[_ "_right"] { colour },
        }
    }

    features! {
        struct Place {
            height: "above the ground",
        }
    }

    struct Thing {
        height: f32,
    }

    groups! {
        impl Thing as Thing { height } =>
        shape: Shape = Shape {
            corners: 4.0,
            left: Side { length: 2.0, colour: 3.0 },
            right: Side { length: 5.0, colour: 6.0 },
        },
        place: Place = Place { height: *height },
    }

    #[test]
    fn names_meanings_and_values_stand_in_the_order_of_the_declaration() {
        let names: Vec<&str> = Thing::FEATURES.iter().map(|feature| feature.name).collect();
        assert_eq!(names, ["corners", "left_length", "left_colour", "colour_right", "height"]);
        assert_eq!(Thing::FEATURES[3].meaning, "what colour it has, 0 to 7");
        assert_eq!(Thing { height: 7.0 }.row(), [4.0, 2.0, 3.0, 6.0, 7.0]);
        let groups: Vec<(&str, usize)> =
            Thing::GROUPS.iter().map(|(name, features)| (*name, features.len())).collect();
        assert_eq!(groups, [("shape", 4), ("place", 1)]);
    }

    #[test]
    fn a_row_that_is_too_short_is_left_alone() {
        let mut row = [9.0; 3];
        assert!(Thing { height: 7.0 }.write(&mut row).is_empty());
        assert_eq!(row, [9.0; 3]);
    }
}
