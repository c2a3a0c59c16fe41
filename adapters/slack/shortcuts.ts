/** A message's menu: "Look this up". */
export const lookUpShortcut = "look_up";
/** The lightning bolt: "Ask Jambatan"; its modal and the home tab's button lead there too. */
export const askShortcut = "ask";
