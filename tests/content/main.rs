//! What of a page is content, by class of problem.

mod asides;
mod blank;
mod code;
mod comments;
mod controls;
mod density;
mod discussions;
mod fragments;
mod languages;
mod news_page;
mod places;
mod repeats;
mod shadow_dom;
mod site;
mod stories;
mod structured_data;
mod teasers;
mod threads;
mod title;
mod unseen;
mod verdicts;
