/** The kinds of identifiers that a person has. */
export enum IdentifierType {
  /** The id of your own. */
  Id = 'id',
  /** The email address. */
  Email = 'email',
  /** The id that Customer.io gave. In a path it is written `cio_…`. */
  CioId = 'cio_id',
}

/** The operators of a condition on an attribute. */
export enum FilterOperator {
  /** The attribute has this value. */
  Eq = 'eq',
  /** The attribute exists. */
  Exists = 'exists',
}

/** The people in a segment. */
export type SegmentCondition = {
  segment: {
    /** The id of the segment. */
    id: number;
  };
};

/** The people with an attribute. */
export type AttributeCondition = {
  attribute: {
    /** The name of the attribute. */
    field: string;
    /** How it is compared. */
    operator: FilterOperator;
    /** What it is compared to. */
    value?: string;
  };
};

/** A condition on people, or several, joined. */
export type AudienceFilter =
  | SegmentCondition
  | AttributeCondition
  | { and: AudienceFilter[] }
  | { or: AudienceFilter[] }
  | { not: AudienceFilter };

/** A condition on people. */
export type Filter = AudienceFilter;

/** The objects with an attribute. */
export type ObjectAttributeCondition = {
  object_attribute: {
    /** The name of the attribute. */
    field: string;
    /** How it is compared. */
    operator: FilterOperator;
    /** What it is compared to. */
    value?: string;
    /** The id of the objects' type. */
    type_id: number;
  };
};

/** A condition on objects, or several, joined. */
export type ObjectFilter =
  | ObjectAttributeCondition
  | { and: ObjectFilter[] }
  | { or: ObjectFilter[] }
  | { not: ObjectFilter };
