// A tab's owner under the name people call them by now.
import type { TabPlace } from '../../protocol/tab-views.ts';

export function ownerNamed(place: TabPlace, names: ReadonlyMap<string, string>): TabPlace {
  const { id } = place.owner;
  return { ...place, owner: { id, name: names.get(id) ?? id } };
}
