// How a page names a gift card: by what is typed from it, or as the one that was just scanned, whose code no page is told.
import type { CommandBody } from '@countertop/appliance/protocol';

export type GivenCard = CommandBody<'pay-by-gift-card'>['card'];
