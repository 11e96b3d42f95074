package borboleta.data;

/** What sort of thing a concept is. */
public enum Category {
  ANIMAL,
  PLANT,
  FOOD,
  VEHICLE,
  TOOL,
  CLOTHING,
  PLACE
}
