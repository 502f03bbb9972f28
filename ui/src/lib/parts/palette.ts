// Colours that a shop gives to products, folders and people, by name. Only the hue is the shop's: how strong it shows is the design's.

const hues: Readonly<Record<string, number>> = {
  red: 25,
  orange: 50,
  brown: 60,
  amber: 75,
  yellow: 95,
  lime: 125,
  green: 150,
  teal: 190,
  blue: 245,
  violet: 295,
  pink: 350,
};

/** All names, as a person chooses from them. */
export const colours: readonly string[] = Object.keys(hues);

/** Hue in degrees; undefined for a colour that has none here. */
export function hueOf(colour: string | null | undefined): number | undefined {
  return colour === null || colour === undefined ? undefined : hues[colour];
}
