// What writing can begin without: it comes when the editor stands. Nothing in here may
// import what the editor imports too, or the editor would fall into pieces.
export { cleaned } from "./cleaning.js";
export { Picker } from "./picker.js";
