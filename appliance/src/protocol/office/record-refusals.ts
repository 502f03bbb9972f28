// What the records of the office, their settings, CSV and routes answer when they say no: each code once, with the HTTP status it travels under.
// Codes of signing in, rights and the request itself are in people-refusals.ts.

export const recordRefusals = {
  /** `{kind, id}`. */
  'record.unknown': 404,
  /** `{field, path, problem}`; problem: missing | unknown | kind | short | long | small | large | many | few | twice | form | choice | text. */
  'record.malformed': 422,
  /** `{revision}`: the one it has now. */
  'record.changed-meanwhile': 409,
  /** `{name, by, count}`: who uses it, some of them by name. `{needed}`: whether one of them cannot do without. */
  'record.in-use': 409,
  /** It has been sold, or sales bear it: deactivate it. `{name}`. */
  'record.in-journal': 409,
  /** `{field, value, holder}`. */
  'record.key-taken': 409,
  /** `{name}`: delivered with the product. */
  'record.predefined': 409,
  /** `{max}`. */
  'record.too-many': 413,
  /** `{field, kind, value}`. */
  'reference.unknown': 422,
  /** `{field, kind, name}`. */
  'reference.inactive': 422,
  /** `{field}`: a list has no such column, filter or order. */
  'list.field-unknown': 400,
  /** `{field, value}`. */
  'day.unknown': 422,
  /** `{field, value}`. */
  'currency.unknown': 422,
  'category.cycle': 422,
  /** `{separator}`. */
  'category.name-separator': 422,
  /** `{field, value}`. */
  'product.code-length': 422,
  /** `{field, value, expected}`: the check digit it should have. */
  'product.code-check-digit': 422,
  /** `{region}`: an id no price region has. */
  'product.price-without-region': 422,
  /** `{region, vatClass}`: the price region does not say which rate this class has. */
  'product.vat-missing': 422,
  'product.deposit-kind': 422,
  'product.own-part': 422,
  'product.variant-of-variant': 422,
  /** `{min, max, options}`. */
  'modifier.limits': 422,
  'gift-card.vat-class-needed': 422,
  /** `{min, max}`: the least is more than the most. */
  'gift-card.limits': 422,
  /** `{dimension, value}`. */
  'accounting.dimension-code': 422,
  /** `{value}`. */
  'dimension.code-twice': 422,
  /** `{rate, country, expected}`. */
  'region.rate-of-other-country': 422,
  /** `{vatClass}`. */
  'region.class-twice': 422,
  /** `{vatClass, product}`. */
  'region.class-in-use': 409,
  /** `{product}`: prices are in this currency already. */
  'region.currency-fixed': 409,
  /** `{day}`. */
  'vat.days-order': 422,
  /** `{region}`. */
  'vat.country-fixed': 409,
  /** `{value}`. */
  'shop.time-zone-unknown': 422,
  'shop.locale-unknown': 422,
  /** `{currency}`. */
  'shop.currency-own': 422,
  'shop.currency-twice': 422,
  /** `{campaign, currencies}`: its amount would hold in both. */
  'shop.campaign-currency': 422,
  /** `{register}`: it has sold there. */
  'sale-point.shop-fixed': 409,
  /** `{name}`. */
  'register.name-fixed': 409,
  'template.home-missing': 422,
  /** `{folder, cells, expected}`. */
  'template.cells': 422,
  /** `{folder}`. */
  'template.folder-unknown': 422,
  'template.folder-cycle': 422,
  'template.folder-unreachable': 422,
  'tender.cash-way': 422,
  'tender.card-exact': 422,
  'tender.rounded-cash': 422,
  'campaign.days-order': 422,
  'campaign.pay-all': 422,
  /** `{salePoint}`: of another shop. */
  'floor-plan.sale-point': 422,
  /** `{table}`. */
  'floor-plan.outside': 422,
  'floor-plan.table-twice': 422,
  /** `{table, other}`. */
  'floor-plan.overlap': 422,
  'campaign.nothing-named': 422,
  'campaign.excluded-too': 422,
  'campaign.gives-nothing': 422,
  /** `{currencies}`: it has an amount, and is for shops of several. */
  'campaign.currencies': 422,
  'user.email-needed': 422,
  'user.default-store': 422,
  /** `{salePoint}`. */
  'user.sale-point-twice': 422,
  /** `{key}`. */
  'setting.unknown': 404,
  /** `{key, level}`. */
  'setting.level': 422,
  /** `{key, path, problem}`. */
  'setting.malformed': 422,
  /** `{level, owner}`. */
  'setting.owner-unknown': 404,
  /** `{problems, problemTotal}`: `{line, column?, code, data}` each. */
  'csv.problems': 422,
  /** `{max}`: bytes. */
  'csv.too-large': 413,
  /** `{max}`. */
  'csv.too-many-rows': 413,
  'csv.empty': 422,
  /** `{detail}`. */
  'csv.unreadable': 422,
  /** `{column}`. */
  'csv.column-unknown': 422,
  'csv.column-missing': 422,
  'csv.column-twice': 422,
  /** `{cells, columns}`. */
  'csv.cells': 422,
  /** `{value}`. */
  'csv.number': 422,
  'csv.yes-or-no': 422,
  'csv.json': 422,
  /** `{value, line}`: the line that has it too. */
  'csv.key-twice': 422,
  'country.unknown': 422,
} as const satisfies Record<string, number>;
