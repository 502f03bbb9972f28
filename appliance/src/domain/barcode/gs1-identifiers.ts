// The GS1 Application Identifiers (General Specifications section 3): which digits start an element, what its value may hold, and
// whether a separator must follow. Values are checked as far as a till needs: length, characters, check digits, dates.

/** One run of characters inside a value. Only the last run of an identifier varies in length. */
export interface ValuePart {
  /** n digits; x the 82 characters of GS1; y the 39 characters; z base 64 of URLs. */
  readonly characters: 'n' | 'x' | 'y' | 'z';
  readonly min: number;
  readonly max: number;
  readonly optional: boolean;
  /** Last digit of the part is a modulo-10 check digit. */
  readonly checked: boolean;
  /** The part is a date YYMMDD; `day` says whether day 00 (the month's end) is allowed. */
  readonly date: 'no' | 'day' | 'day-or-month';
}

export interface ApplicationIdentifier {
  readonly ai: string;
  readonly title: string;
  readonly parts: readonly ValuePart[];
  /** Length of a value that ends by itself; undefined: a separator ends it, or the end of the data. */
  readonly predefinedLength: number | undefined;
}

/**
 * The identifier that `data` starts with at `position`, or undefined. No identifier is the beginning of another one, so the
 * first that fits is the only one.
 */
export function identifierAt(data: string, position: number): ApplicationIdentifier | undefined {
  for (const length of [2, 3, 4]) {
    const found = identifiers.get(data.slice(position, position + length));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The identifier called exactly `ai`. */
export function identifierNamed(ai: string): ApplicationIdentifier | undefined {
  return identifiers.get(ai);
}

/** @public */
export function allIdentifiers(): readonly ApplicationIdentifier[] {
  return [...identifiers.values()];
}

/**
 * Rows of identifier (or first-last), parts and title. A part is characters + length (`n6`, `x..20`), then `c` for a check digit,
 * `d` for a date whose day may be 00, `D` for one whose day may not; `?` marks parts that may be absent.
 */
const rows: readonly (readonly [ai: string, parts: string, title: string])[] = [
  ['00', 'n18c', 'SSCC'],
  ['01', 'n14c', 'GTIN'],
  ['02', 'n14c', 'CONTENT'],
  ['03', 'n14c', 'MTO GTIN'],
  ['10', 'x..20', 'BATCH/LOT'],
  ['11', 'n6d', 'PROD DATE'],
  ['12', 'n6d', 'DUE DATE'],
  ['13', 'n6d', 'PACK DATE'],
  ['15', 'n6d', 'BEST BEFORE'],
  ['16', 'n6d', 'SELL BY'],
  ['17', 'n6d', 'USE BY OR EXPIRY'],
  ['20', 'n2', 'VARIANT'],
  ['21', 'x..20', 'SERIAL'],
  ['22', 'x..20', 'CPV'],
  ['235', 'x..28', 'TPX'],
  ['240', 'x..30', 'ADDITIONAL ID'],
  ['241', 'x..30', 'CUST. PART No.'],
  ['242', 'n..6', 'MTO VARIANT'],
  ['243', 'x..20', 'PCN'],
  ['250', 'x..30', 'SECONDARY SERIAL'],
  ['251', 'x..30', 'REF. TO SOURCE'],
  ['253', 'n13c x..17?', 'GDTI'],
  ['254', 'x..20', 'GLN EXTENSION COMPONENT'],
  ['255', 'n13c n..12?', 'GCN'],
  ['30', 'n..8', 'VAR. COUNT'],
  ['3100-3105', 'n6', 'NET WEIGHT (kg)'],
  ['3110-3115', 'n6', 'LENGTH (m)'],
  ['3120-3125', 'n6', 'WIDTH (m)'],
  ['3130-3135', 'n6', 'HEIGHT (m)'],
  ['3140-3145', 'n6', 'AREA (m²)'],
  ['3150-3155', 'n6', 'NET VOLUME (l)'],
  ['3160-3165', 'n6', 'NET VOLUME (m³)'],
  ['3200-3205', 'n6', 'NET WEIGHT (lb)'],
  ['3210-3215', 'n6', 'LENGTH (in)'],
  ['3220-3225', 'n6', 'LENGTH (ft)'],
  ['3230-3235', 'n6', 'LENGTH (yd)'],
  ['3240-3245', 'n6', 'WIDTH (in)'],
  ['3250-3255', 'n6', 'WIDTH (ft)'],
  ['3260-3265', 'n6', 'WIDTH (yd)'],
  ['3270-3275', 'n6', 'HEIGHT (in)'],
  ['3280-3285', 'n6', 'HEIGHT (ft)'],
  ['3290-3295', 'n6', 'HEIGHT (yd)'],
  ['3300-3305', 'n6', 'GROSS WEIGHT (kg)'],
  ['3310-3315', 'n6', 'LENGTH (m), log'],
  ['3320-3325', 'n6', 'WIDTH (m), log'],
  ['3330-3335', 'n6', 'HEIGHT (m), log'],
  ['3340-3345', 'n6', 'AREA (m²), log'],
  ['3350-3355', 'n6', 'VOLUME (l), log'],
  ['3360-3365', 'n6', 'VOLUME (m³), log'],
  ['3370-3375', 'n6', 'KG PER m²'],
  ['3400-3405', 'n6', 'GROSS WEIGHT (lb)'],
  ['3410-3415', 'n6', 'LENGTH (in), log'],
  ['3420-3425', 'n6', 'LENGTH (ft), log'],
  ['3430-3435', 'n6', 'LENGTH (yd), log'],
  ['3440-3445', 'n6', 'WIDTH (in), log'],
  ['3450-3455', 'n6', 'WIDTH (ft), log'],
  ['3460-3465', 'n6', 'WIDTH (yd), log'],
  ['3470-3475', 'n6', 'HEIGHT (in), log'],
  ['3480-3485', 'n6', 'HEIGHT (ft), log'],
  ['3490-3495', 'n6', 'HEIGHT (yd), log'],
  ['3500-3505', 'n6', 'AREA (in²)'],
  ['3510-3515', 'n6', 'AREA (ft²)'],
  ['3520-3525', 'n6', 'AREA (yd²)'],
  ['3530-3535', 'n6', 'AREA (in²), log'],
  ['3540-3545', 'n6', 'AREA (ft²), log'],
  ['3550-3555', 'n6', 'AREA (yd²), log'],
  ['3560-3565', 'n6', 'NET WEIGHT (tr oz)'],
  ['3570-3575', 'n6', 'NET VOLUME (oz)'],
  ['3600-3605', 'n6', 'NET VOLUME (qt (US))'],
  ['3610-3615', 'n6', 'NET VOLUME (gal.)'],
  ['3620-3625', 'n6', 'VOLUME (qt (US)), log'],
  ['3630-3635', 'n6', 'VOLUME (gal (US)), log'],
  ['3640-3645', 'n6', 'NET VOLUME (in³)'],
  ['3650-3655', 'n6', 'NET VOLUME (ft³)'],
  ['3660-3665', 'n6', 'NET VOLUME (yd³)'],
  ['3670-3675', 'n6', 'VOLUME (in³), log'],
  ['3680-3685', 'n6', 'VOLUME (ft³), log'],
  ['3690-3695', 'n6', 'VOLUME (yd³), log'],
  ['37', 'n..8', 'COUNT'],
  ['3900-3909', 'n..15', 'AMOUNT'],
  ['3910-3919', 'n3 n..15', 'AMOUNT'],
  ['3920-3929', 'n..15', 'PRICE'],
  ['3930-3939', 'n3 n..15', 'PRICE'],
  ['3940-3943', 'n4', 'PRCNT OFF'],
  ['3950-3955', 'n6', 'PRICE/UoM'],
  ['400', 'x..30', 'ORDER NUMBER'],
  ['401', 'x..30', 'GINC'],
  ['402', 'n17c', 'GSIN'],
  ['403', 'x..30', 'ROUTE'],
  ['410', 'n13c', 'SHIP TO LOC'],
  ['411', 'n13c', 'BILL TO'],
  ['412', 'n13c', 'PURCHASE FROM'],
  ['413', 'n13c', 'SHIP FOR LOC'],
  ['414', 'n13c', 'LOC No.'],
  ['415', 'n13c', 'PAY TO'],
  ['416', 'n13c', 'PROD/SERV LOC'],
  ['417', 'n13c', 'PARTY'],
  ['420', 'x..20', 'SHIP TO POST'],
  ['421', 'n3 x..9', 'SHIP TO POST'],
  ['422', 'n3', 'ORIGIN'],
  ['423', 'n3 n3? n3? n3? n3?', 'COUNTRY - INITIAL PROCESS'],
  ['424', 'n3', 'COUNTRY - PROCESS'],
  ['425', 'n3 n3? n3? n3? n3?', 'COUNTRY - DISASSEMBLY'],
  ['426', 'n3', 'COUNTRY - FULL PROCESS'],
  ['427', 'x..3', 'ORIGIN SUBDIVISION'],
  ['4300-4301', 'x..35', 'SHIP TO'],
  ['4302-4306', 'x..70', 'SHIP TO'],
  ['4307', 'x2', 'SHIP TO COUNTRY'],
  ['4308', 'x..30', 'SHIP TO PHONE'],
  ['4309', 'n20', 'SHIP TO GEO'],
  ['4310-4311', 'x..35', 'RTN TO'],
  ['4312-4316', 'x..70', 'RTN TO'],
  ['4317', 'x2', 'RTN TO COUNTRY'],
  ['4318', 'x..20', 'RTN TO POST'],
  ['4319', 'x..30', 'RTN TO PHONE'],
  ['4320', 'x..35', 'SRV DESCRIPTION'],
  ['4321', 'n1', 'DANGEROUS GOODS'],
  ['4322', 'n1', 'AUTH TO LEAVE'],
  ['4323', 'n1', 'SIG REQUIRED'],
  ['4324', 'n6d n4', 'NOT BEF DEL DT'],
  ['4325', 'n6d n4', 'NOT AFT DEL DT'],
  ['4326', 'n6D', 'REL DATE'],
  ['4330', 'n6 x1?', 'MAX TEMP F.'],
  ['4331', 'n6 x1?', 'MAX TEMP C.'],
  ['4332', 'n6 x1?', 'MIN TEMP F.'],
  ['4333', 'n6 x1?', 'MIN TEMP C.'],
  ['7001', 'n13', 'NSN'],
  ['7002', 'x..30', 'MEAT CUT'],
  ['7003', 'n6D n4', 'EXPIRY TIME'],
  ['7004', 'n..4', 'ACTIVE POTENCY'],
  ['7005', 'x..12', 'CATCH AREA'],
  ['7006', 'n6D', 'FIRST FREEZE DATE'],
  ['7007', 'n6D n6D?', 'HARVEST DATE'],
  ['7008', 'x..3', 'AQUATIC SPECIES'],
  ['7009', 'x..10', 'FISHING GEAR TYPE'],
  ['7010', 'x..2', 'PROD METHOD'],
  ['7011', 'n6D n4?', 'TEST BY DATE'],
  ['7020', 'x..20', 'REFURB LOT'],
  ['7021', 'x..20', 'FUNC STAT'],
  ['7022', 'x..20', 'REV STAT'],
  ['7023', 'x..30', 'GIAI - ASSEMBLY'],
  ['7030-7039', 'n3 x..27', 'PROCESSOR'],
  ['7040', 'n1 x1 x1 x1', 'UIC+EXT'],
  ['7041', 'x..4', 'UFRGT UNIT TYPE'],
  ['710', 'x..20', 'NHRN PZN'],
  ['711', 'x..20', 'NHRN CIP'],
  ['712', 'x..20', 'NHRN CN'],
  ['713', 'x..20', 'NHRN DRN'],
  ['714', 'x..20', 'NHRN AIM'],
  ['715', 'x..20', 'NHRN NDC'],
  ['716', 'x..20', 'NHRN AIC'],
  ['717', 'x..20', 'NHRN SRN'],
  ['7230-7239', 'x2 x..28', 'CERT'],
  ['7240', 'x..20', 'PROTOCOL'],
  ['7241', 'n2', 'AIDC MEDIA TYPE'],
  ['7242', 'x..25', 'VCN'],
  ['7250', 'n8', 'DOB'],
  ['7251', 'n8 n4', 'DOB TIME'],
  ['7252', 'n1', 'BIO SEX'],
  ['7253', 'x..40', 'FAMILY NAME'],
  ['7254', 'x..40', 'GIVEN NAME'],
  ['7255', 'x..10', 'SUFFIX'],
  ['7256', 'x..90', 'FULL NAME'],
  ['7257', 'x..70', 'PERSON ADDR'],
  ['7258', 'x3', 'BIRTH SEQUENCE'],
  ['7259', 'x..40', 'BABY'],
  ['8001', 'n14', 'DIMENSIONS'],
  ['8002', 'x..20', 'CMT No.'],
  ['8003', 'n14c x..16?', 'GRAI'],
  ['8004', 'x..30', 'GIAI'],
  ['8005', 'n6', 'PRICE PER UNIT'],
  ['8006', 'n14c n4', 'ITIP'],
  ['8007', 'x..34', 'IBAN'],
  ['8008', 'n6D n2 n2? n2?', 'PROD TIME'],
  ['8009', 'x..50', 'OPTSEN'],
  ['8010', 'y..30', 'CPID'],
  ['8011', 'n..12', 'CPID SERIAL'],
  ['8012', 'x..20', 'VERSION'],
  ['8013', 'x..25', 'GMN'],
  ['8014', 'x..25', 'MUDI'],
  ['8017', 'n18c', 'GSRN - PROVIDER'],
  ['8018', 'n18c', 'GSRN - RECIPIENT'],
  ['8019', 'n..10', 'SRIN'],
  ['8020', 'x..25', 'REF No.'],
  ['8026', 'n14c n4', 'ITIP CONTENT'],
  ['8030', 'z..90', 'DIGSIG'],
  ['8040', 'n15', 'IMEI'],
  ['8041', 'n15', 'IMEI2'],
  ['8042', 'n32', 'ESIM'],
  ['8043', 'n18 n..2?', 'PSIM'],
  ['8110', 'x..70', 'COUPON'],
  ['8111', 'n4', 'POINTS'],
  ['8112', 'x..70', 'COUPON'],
  ['8200', 'x..70', 'PRODUCT URL'],
  ['90', 'x..30', 'INTERNAL'],
  ['91-99', 'x..90', 'INTERNAL'],
];

/** First two digits of the elements that need no separator (General Specifications figure 7.8.5-2). */
const predefinedStarts = /^(0[0-4]|1[1-9]|20|3[1-6]|41)/;

const partPattern = /^([nxyz])(\.\.)?(\d+)([cdD])?(\?)?$/;

function readPart(text: string): ValuePart {
  const [, characters, upTo, length, mark, optional] = text.split(partPattern);
  return {
    characters: characters as ValuePart['characters'],
    min: upTo === undefined ? Number(length) : 1,
    max: Number(length),
    optional: optional !== undefined,
    checked: mark === 'c',
    date: mark === 'd' ? 'day-or-month' : mark === 'D' ? 'day' : 'no',
  };
}

function expand([range, text, title]: (typeof rows)[number]): ApplicationIdentifier[] {
  const [first = '', last = first] = range.split('-');
  const parts = text.split(' ').map(readPart);
  const predefinedLength = predefinedStarts.test(first)
    ? parts.reduce((sum, part) => sum + part.max, 0)
    : undefined;
  const count = Number(last) - Number(first) + 1;
  return Array.from({ length: count }, (_, step) => ({
    ai: String(Number(first) + step).padStart(first.length, '0'),
    title,
    parts,
    predefinedLength,
  }));
}

const identifiers: ReadonlyMap<string, ApplicationIdentifier> = new Map(
  rows.flatMap(expand).map((identifier) => [identifier.ai, identifier]),
);
