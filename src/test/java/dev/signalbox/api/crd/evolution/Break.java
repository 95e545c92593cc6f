package dev.signalbox.api.crd.evolution;

/** Ways in which a definition can break with what the release before it took, showed or kept. */
enum Break {
    KIND_REMOVED("objects of it would go with it"),
    NAME_CHANGED("to the API server it is another kind"),
    SCOPE_CHANGED("it can't be changed, only deleted with all objects"),
    SHORT_NAME_REMOVED("scripts of people name it so"),
    VERSION_NOT_SERVED("files and programs of that version are refused"),
    VERSION_DROPPED(
            "objects may be stored in it, or have owners of fields by it: they could be neither read nor applied"),
    STORED_TOO_EARLY("the release before could not read what is stored: serve it for one release first"),
    SUBRESOURCE_CHANGED("who writes status, or scales, would be refused"),
    COLUMN_CHANGED("scripts read what kubectl prints"),
    SELECTABLE_REMOVED("who selects by that field would be refused"),

    FIELD_REMOVED("it would be dropped from objects at their next write"),
    TYPE_CHANGED("what is stored would not be of that type"),
    REQUIRED_ADDED("an object that lacks it could not be written any more, not even its status"),
    VALUE_REMOVED("an object that has it would be refused"),
    BOUND_NARROWED("an object that is beyond would be refused"),
    PATTERN_CHANGED("an object that it does not match would be refused"),
    RULE_ADDED("an object that it does not hold for would be refused"),
    RULE_OF_CHANGES_ADDED("what could be changed no longer can, and no unchanged value is spared"),
    DEFAULT_CHANGED("an object that says nothing would mean something else"),
    DEFAULT_IN_LIST("what GitOps applies and what is stored would differ for ever"),
    LIST_TYPE_CHANGED("server-side apply would merge it otherwise, and owners would not fit what is stored"),
    UNKNOWN_FIELDS_DROPPED("what was kept without being declared would be dropped"),
    KEYWORD_CHANGED("nothing here says whether that is compatible: teach SchemaKeywords");

    private final String consequence;

    Break(String consequence) {
        this.consequence = consequence;
    }

    /** What comes of it, for people. */
    String consequence() {
        return consequence;
    }
}
